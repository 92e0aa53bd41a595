using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Recognition;

public sealed class AmbiguousEmotionRecognizerTests
{
    private static readonly RecognizerOptions Percentages = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor()],
    };

    [Fact]
    public async Task RecognizeTextAsync_ReadableAnswer_GivesItsDistribution()
    {
        await using var model = new ScriptedLanguageModel("anger: 10%, happiness: 20%, sadness: 30%, neutral: 40%");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Percentages);
        var result = await recognizer.RecognizeTextAsync("That is exactly what happened.");
        result.Distribution!.Probabilities.ToArray().ShouldBe([0.1, 0.2, 0.3, 0.4], 1e-12);
        result.GeneratedText.ShouldBe("anger: 10%, happiness: 20%, sadness: 30%, neutral: 40%");
        result.Diagnostics.AppliedPolicy.ShouldBeNull();
        var messages = model.Requests.Single().Prompt.Messages;
        messages[0].Text.ShouldBe("Provide the likelihood (in percentages) that this audio represents each of the following emotions: anger, happiness, sadness, and neutral. Use logical reasoning to determine the percentages, but do not include this reasoning in your response.");
        messages[1].Text.ShouldBe("Transcript: \"That is exactly what happened.\"");
    }

    [Fact]
    public async Task RecognizeAsync_Sound_IsTranscribedFirst()
    {
        await using var model = new ScriptedLanguageModel("anger: 100%");
        await using var transcriber = new ScriptedTranscriber("get out");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Percentages);
        var result = await recognizer.RecognizeAsync(Audio.FromSamples(new float[16_000], 16_000));
        result.Text.ShouldBe("get out");
        result.Windows.Single().Duration.ShouldBe(TimeSpan.FromSeconds(1));
        result.Diagnostics.TranscriberId.ShouldBe("scripted");
        model.Requests.Single().Prompt.Messages[1].Text.ShouldBe("Transcript: \"get out\"");
    }

    [Fact]
    public async Task RecognizeAsync_LongClip_IsRecognisedInWindowsThatCoverIt()
    {
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Prompt.Messages[1].Text.Contains("one", StringComparison.Ordinal) ? "anger: 100%" : "sadness: 100%"));
        var calls = 0;
        await using var transcriber = new ScriptedTranscriber(_ => Interlocked.Increment(ref calls) == 1 ? "one" : "two");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Percentages with { MaxWindow = TimeSpan.FromSeconds(10) });
        var result = await recognizer.RecognizeAsync(Audio.FromSamples(new float[16_000 * 25], 16_000));
        result.Windows.Length.ShouldBeGreaterThanOrEqualTo(3);
        result.Windows.Sum(w => w.Duration!.Value.TotalSeconds).ShouldBe(25, 1e-3);
        result.Distribution!["anger"].ShouldBe(result.Windows[0].Duration!.Value.TotalSeconds / 25, 1e-3);
        (result.Distribution["anger"] + result.Distribution["sadness"]).ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task RecognizeAsync_SeveralExtractors_ShareOneRequest()
    {
        await using var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("anger: 100%")
        {
            LogLikelihood = label => label == "sadness" ? Math.Log(0.5) : Math.Log(0.1),
            Logit = (_, token) => token,
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Percentages with
        {
            Extractors = [new LabelLikelihoodExtractor(), new TextDistributionExtractor(), new TokenLogitExtractor()],
        });
        var result = await recognizer.RecognizeTextAsync("u");
        result.Distribution!["sadness"].ShouldBe(0.5 / 0.8, 1e-9);
        result["text"].Distribution!["anger"].ShouldBe(1);
        result["token"].IsValid.ShouldBeTrue();
        model.Requests.Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => result["other"]).Message.ShouldContain("likelihood, text, token");
    }

    [Fact]
    public async Task RecognizeAsync_UnbiasedLikelihood_EmptyUtteranceIsScoredOnce()
    {
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer("")
        {
            LogLikelihood = label => r.Prompt.Messages[1].Text == "Transcript: \"\""
                ? (label == "anger" ? -1 : -3)
                : (label == "anger" ? -1.5 : -2),
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.FromNames("two", "anger", "joy"),
            Extractors = [new LabelLikelihoodExtractor(new LabelLikelihoodOptions { Score = LikelihoodScore.MinusEmptyUtterance })],
        });
        var first = await recognizer.RecognizeTextAsync("u");
        await recognizer.RecognizeTextAsync("v");

        // Scores -1.5 - -1 = -0.5 and -2 - -3 = 1.
        first.Distribution!["joy"].ShouldBe(1 / (1 + Math.Exp(-1.5)), 1e-9);
        model.Requests.Count(r => r.Prompt.Messages[1].Text == "Transcript: \"\"").ShouldBe(1);
    }

    [Fact]
    public async Task RecognizeAsync_UnreadableAnswer_FollowsThePolicy()
    {
        var prior = EmotionDistribution.FromWeights(EmotionTaxonomy.Paper4, [4, 3, 2, 1]);
        (await With(InvalidAnswerPolicy.Skip)).IsValid.ShouldBeFalse();
        (await With(InvalidAnswerPolicy.Uniform)).Distribution.ShouldBe(EmotionDistribution.Uniform(EmotionTaxonomy.Paper4));
        (await With(InvalidAnswerPolicy.OneHotNeutral)).Distribution!["neutral"].ShouldBe(1);
        (await With(InvalidAnswerPolicy.LabelPrior(prior))).Distribution.ShouldBe(prior);
        (await Should.ThrowAsync<InvalidAnswerException>(() => With(InvalidAnswerPolicy.Throw))).Message.ShouldContain("text");
        var replaced = await With(InvalidAnswerPolicy.Uniform);
        replaced.Diagnostics.AppliedPolicy.ShouldBe("uniform");
        replaced["text"].IsValid.ShouldBeFalse();

        static async Task<RecognitionResult> With(InvalidAnswerPolicy policy)
        {
            await using var model = new ScriptedLanguageModel("I cannot tell.");
            await using var recognizer = new AmbiguousEmotionRecognizer(model, Percentages with { InvalidAnswers = policy });
            return await recognizer.RecognizeTextAsync("u");
        }
    }

    [Fact]
    public async Task RecognizeAsync_RetryPolicy_AsksAgainWithOtherSeedsUntilItCanRead()
    {
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed == 2 ? "neutral: 100%" : "no idea"));
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Percentages with { InvalidAnswers = InvalidAnswerPolicy.Retry(5, 0.7, InvalidAnswerPolicy.Throw) });
        var result = await recognizer.RecognizeTextAsync("u");
        result.Distribution!["neutral"].ShouldBe(1);
        result.Windows[0].Diagnostics.Retries.ShouldBe(2);
        model.Requests.Select(r => (r.Sampling.Seed, r.Sampling.Temperature)).ShouldBe([(0, 0), (1, 0.7), (2, 0.7)]);
    }

    [Fact]
    public void Constructor_PolicyThatDoesNotFitTheTaxonomy_FailsAtOnce()
    {
        var model = new ScriptedLanguageModel("");
        var noNeutral = new RecognizerOptions { Taxonomy = EmotionTaxonomy.Ekman6, InvalidAnswers = InvalidAnswerPolicy.OneHotNeutral };
        Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(model, noNeutral)).Message.ShouldContain("neutral");
    }

    [Fact]
    public void Constructor_EngineWithoutLogits_SaysSoBeforeAnyRequest()
    {
        var model = new ScriptedLanguageModel("") { Info = new LanguageModelInfo { ModelId = "m", Engine = "service", Capabilities = LanguageModelCapabilities.None } };
        Should.Throw<NotSupportedException>(() => new AmbiguousEmotionRecognizer(model)).Message.ShouldContain("service");
        Should.NotThrow(() => new AmbiguousEmotionRecognizer(model, Percentages));
    }

    [Fact]
    public void Constructor_InvalidOptions_NamesEveryFault()
    {
        var options = new RecognizerOptions
        {
            Extractors = [new LabelLikelihoodExtractor(), new LabelLikelihoodExtractor()],
            MaxOutputTokens = 0,
            MaxWindow = TimeSpan.FromMilliseconds(5),
            Concurrency = 0,
        };
        Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(new ScriptedLanguageModel(""), options)).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("likelihood"), m => m.ShouldContain("MaxOutputTokens"), m => m.ShouldContain("MaxWindow"), m => m.ShouldContain("Concurrency"));
    }

    [Fact]
    public async Task RecognizeAsync_SoundWithoutTranscriber_SaysWhatIsMissing()
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(new ScriptedLanguageModel(""), Percentages);
        (await Should.ThrowAsync<InvalidOperationException>(() => recognizer.RecognizeAsync(Audio.FromSamples(new float[10], 16_000)))).Message.ShouldContain("transcriber");
    }

    [Fact]
    public async Task DisposeAsync_OwnsEngines_DisposesThemAndRefusesCalls()
    {
        var (model, transcriber) = (new ScriptedLanguageModel(""), new ScriptedTranscriber(""));
        var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Percentages with { Ownership = EngineOwnership.Recognizer });
        await recognizer.DisposeAsync();
        model.IsDisposed.ShouldBeTrue();
        transcriber.IsDisposed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => recognizer.RecognizeTextAsync("u"));
    }
}
