using System.Diagnostics;
using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.LanguageModels.Batching;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Diagnostics;

/// <summary>Run alone: whoever listens hears all recognizers of the process.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    private const string Words = "utterly-private-words", Id = "patient-17.wav", Answer = "anger: 10%, happiness: 20%, sadness: 30%, neutral: 40%";

    private static readonly RecognizerOptions Options = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor(), new LabelLikelihoodExtractor()],
    };

    [Fact]
    public async Task RecognizeAsync_Sound_MeasuresEveryStage()
    {
        using var listening = new Listening();
        await using var model = new ScriptedLanguageModel(Answer);
        await using var transcriber = new ScriptedTranscriber(Words);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Options);
        var result = await recognizer.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[16_000], 16_000), Id));

        var duration = listening.Of("emotion_ambiguity.recognition.duration").Single();
        duration.Unit.ShouldBe("s");
        duration.Value.ShouldBeInRange(0, 60);
        duration.Tags.ShouldBe(new Dictionary<string, object?>
        {
            ["gen_ai.request.model"] = "scripted", ["emotion_ambiguity.prompt"] = "ambiguous", ["emotion_ambiguity.extractor"] = "text", ["emotion_ambiguity.outcome"] = "valid",
        }, ignoreOrder: true);
        listening.Of("emotion_ambiguity.transcription.duration").Single().Tags["emotion_ambiguity.transcriber"].ShouldBe("scripted");
        listening.Of("emotion_ambiguity.model.duration").Length.ShouldBe(1);
        listening.Of("emotion_ambiguity.model.queue.duration").Single().Unit.ShouldBe("s");
        var tokens = listening.Of("emotion_ambiguity.model.tokens").ToDictionary(m => (string)m.Tags["gen_ai.token.type"]!, m => m.Value);
        tokens.ShouldBe(new Dictionary<string, double> { ["input"] = result.Windows[0].Diagnostics.PromptTokens, ["output"] = Answer.Length }, ignoreOrder: true);
        listening.Of("emotion_ambiguity.extractions").Select(m => m.Tags["emotion_ambiguity.extractor"]).ShouldBe(["text", "likelihood"]);
        listening.Of("emotion_ambiguity.extractions.invalid").ShouldBeEmpty();

        listening.Activities.Select(a => a.OperationName).ShouldBe(["emotion_ambiguity.transcribe", "emotion_ambiguity.model", "emotion_ambiguity.recognize"]);
        var root = listening.Activities.Last();
        listening.Activities.Take(2).ShouldAllBe(a => a.ParentSpanId == root.SpanId);
        root.GetTagItem("emotion_ambiguity.taxonomy").ShouldBe("Paper4");
        root.GetTagItem("emotion_ambiguity.windows").ShouldBe(1);
        listening.Activities.ElementAt(0).GetTagItem("emotion_ambiguity.clip_seconds").ShouldBe(1.0);
        listening.Activities.ElementAt(1).GetTagItem("gen_ai.usage.output_tokens").ShouldBe(Answer.Length);
    }

    [Fact]
    public async Task RecognizeAsync_ByDefault_NoUserTextAnywhere()
    {
        using var listening = new Listening();
        await RecognizeAndFailAsync(Options);
        listening.Activities.Count.ShouldBeGreaterThan(3);
        foreach (var secret in new[] { Words, Id, "40%", "neutral", "anger" }) listening.Everything.ShouldNotContain(secret);
    }

    [Fact]
    public async Task RecognizeAsync_SensitiveDataAskedFor_IsOnActivitiesAloneAndComplete()
    {
        using var listening = new Listening();
        await RecognizeAndFailAsync(Options with { EnableSensitiveData = true });
        var root = listening.Activities.First(a => a.OperationName == "emotion_ambiguity.recognize");
        root.GetTagItem("emotion_ambiguity.utterance.text").ShouldBe(Words);
        root.GetTagItem("emotion_ambiguity.utterance.id").ShouldBe(Id);
        root.GetTagItem("emotion_ambiguity.answer").ShouldBe(Answer);
        root.GetTagItem("emotion_ambiguity.distribution").ShouldBeOfType<string>().ShouldContain("neutral");
        listening.Activities.Last().GetTagItem("emotion_ambiguity.error.message").ShouldBeOfType<string>().ShouldContain(Id);
        string.Join('\n', listening.Measurements.SelectMany(m => m.Tags)).ShouldNotContain(Words);
    }

    [Fact]
    public async Task RecognizeAsync_InvalidAnswers_AreCountedByExtractorAndReason()
    {
        using var listening = new Listening();
        await using var model = new ScriptedLanguageModel("I cannot say.");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        await recognizer.RecognizeTextAsync(Words);
        await recognizer.RecognizeTextAsync(Words);
        var invalid = listening.Of("emotion_ambiguity.extractions.invalid");
        invalid.Sum(m => m.Value).ShouldBe(2);
        invalid.ShouldAllBe(m => m.Tags["emotion_ambiguity.extractor"]!.Equals("text") && m.Tags["emotion_ambiguity.reason"]!.Equals("NoLabelFound"));
        listening.Of("emotion_ambiguity.extractions").Sum(m => m.Value).ShouldBe(4);
        listening.Of("emotion_ambiguity.recognition.duration").ShouldAllBe(m => m.Tags["emotion_ambiguity.outcome"]!.Equals("invalid"));
    }

    [Fact]
    public async Task RecognizeAsync_Retries_CountTheTokensOfEachAnswer()
    {
        using var listening = new Listening();
        await using var model = new ScriptedLanguageModel("no");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options with
        {
            Extractors = [new TextDistributionExtractor()],
            InvalidAnswers = InvalidAnswerPolicy.Retry(2, 1, InvalidAnswerPolicy.Skip),
        });
        await recognizer.RecognizeTextAsync(Words);
        listening.Of("emotion_ambiguity.model.tokens").Where(m => m.Tags["gen_ai.token.type"]!.Equals("output")).Sum(m => m.Value).ShouldBe(6);
        listening.Activities.Count(a => a.OperationName == "emotion_ambiguity.model").ShouldBe(3);
    }

    [Fact]
    public async Task RecognizeAsync_ErrorAndCancellation_AreToldApart()
    {
        using var listening = new Listening();
        await using var model = new ScriptedLanguageModel(_ => throw new InferenceException("script", Words, "Try again."));
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        await Should.ThrowAsync<InferenceException>(() => recognizer.RecognizeTextAsync(Words));
        await Should.ThrowAsync<OperationCanceledException>(() => recognizer.RecognizeTextAsync(Words, new CancellationToken(canceled: true)));
        var measured = listening.Of("emotion_ambiguity.recognition.duration");
        measured.Select(m => m.Tags["emotion_ambiguity.outcome"]).ShouldBe(["error", "cancelled"]);
        measured[0].Tags["error.type"].ShouldBe("Emotion.Ambiguity.InferenceException");
        listening.Activities.Where(a => a.OperationName == "emotion_ambiguity.recognize").Select(a => a.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Unset]);
        listening.Everything.ShouldNotContain(Words);
    }

    [Fact]
    public async Task QueueLength_RequestsBehindABusyDecoder_AreCountedUntilTheModelIsDisposed()
    {
        using var listening = new Listening();
        using var busy = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var info = new LanguageModelInfo { ModelId = "queue-test", Engine = "history", Capabilities = LanguageModelCapabilities.Tokenizer };
        await using (var model = new BatchedLanguageModel(
            new HistoryDecoder { BeforeDecode = (_, token) => { entered.Set(); busy.Wait(token); } }, new Utf8Tokenizer(), new PlainTemplate(), info, new BatchingOptions { MaxActiveRequests = 1 }))
        {
            var requests = new List<Task>();
            for (var i = 0; i < 4; i++)
            {
                requests.Add(model.RunAsync(new LanguageModelRequest { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, "u")]), MaxOutputTokens = 1 }));
                entered.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            }

            Length().ShouldBe(3);
            busy.Set();
            await Task.WhenAll(requests);
            Length().ShouldBe(0);
        }

        Length().ShouldBeNull();

        double? Length()
        {
            listening.Measurements.Clear();
            listening.Observe();
            return listening.Of("emotion_ambiguity.model.queue.length").SingleOrDefault(m => m.Tags["gen_ai.request.model"]!.Equals("queue-test"))?.Value;
        }
    }

    [Fact]
    public async Task Telemetry_NobodyListens_AllocatesNothing()
    {
        await using var model = new ScriptedLanguageModel(Answer);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        var result = await recognizer.RecognizeTextAsync(Words);
        var telemetry = new RecognitionTelemetry(Options, "m");
        var (transcriber, clip) = (new TranscriberInfo("t", "e", IsMultilingual: true), Audio.FromSamples(new float[160], 16_000));
        var (response, fault) = (new LanguageModelResponse { PromptTokens = 3 }, new InferenceException("e", "r", "s"));
        var invalid = new NamedExtraction("x", ExtractionResult.Invalid(InvalidReason.EmptyAnswer));
        for (var i = 0; i < 100; i++) TellAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) TellAll();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void TellAll()
        {
            using var recognition = RecognitionTelemetry.StartRecognition();
            using var transcription = RecognitionTelemetry.StartTranscription(transcriber, clip);
            using var asking = telemetry.StartModel();
            RecognitionTelemetry.Transcribed(transcriber, TimeSpan.Zero);
            telemetry.Answered(asking, response);
            telemetry.Extracted(invalid);
            telemetry.Recognized(recognition, result, 0);
            telemetry.Failed(recognition, fault, 0);
        }
    }

    [Fact]
    public async Task Documentation_Tables_NameEverythingThatIsHeard()
    {
        var page = await File.ReadAllTextAsync(RepositoryFiles.Get("docs", "observability.md"));
        using var listening = new Listening();
        await RecognizeAndFailAsync(Options with { EnableSensitiveData = true });
        await RecognizeAndFailAsync(Options with { EnableSensitiveData = true }, "no number");
        await using var queue = new BatchedLanguageModel(new HistoryDecoder(), new Utf8Tokenizer(), new PlainTemplate(), new LanguageModelInfo { ModelId = "q", Engine = "e", Capabilities = LanguageModelCapabilities.None });
        listening.Observe();
        var heard = listening.Measurements.SelectMany(m => m.Tags.Keys.Append(m.Instrument)).Concat(listening.Activities.SelectMany(a => a.TagObjects.Select(t => t.Key).Append(a.OperationName)));
        heard.Distinct().Count().ShouldBeGreaterThan(25);
        foreach (var name in heard.Distinct()) page.ShouldContain($"`{name}`");
        foreach (var (instrument, unit) in listening.Measurements.Select(m => (m.Instrument, m.Unit)).Distinct()) page.Split('\n').Single(l => l.StartsWith($"| `{instrument}` |", StringComparison.Ordinal)).ShouldContain($"| {unit} |");
    }

    /// <summary>One utterance that is recognised, and one whose answer is not readable and is made an error.</summary>
    private static async Task RecognizeAndFailAsync(RecognizerOptions options, string answer = Answer)
    {
        await using var model = new ScriptedLanguageModel(answer);
        await using var transcriber = new ScriptedTranscriber(Words);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, options);
        await recognizer.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[16_000], 16_000), Id));
        await using var mute = new ScriptedLanguageModel(Words);
        await using var strict = new AmbiguousEmotionRecognizer(mute, options with { InvalidAnswers = InvalidAnswerPolicy.Throw });
        await Should.ThrowAsync<InvalidAnswerException>(() => strict.RecognizeAsync(Utterance.FromText(Words, Id)));
    }
}
