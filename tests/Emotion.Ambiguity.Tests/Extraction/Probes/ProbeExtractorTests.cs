using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction.Probes;

public sealed class ProbeExtractorTests
{
    private static readonly LinearProbe Probe = Examples.Probe(Examples.Two, 2) with { HiddenState = HiddenStateKind.LastPosition };

    // The state tells the kind and the length of what was said.
    private static ScriptedLanguageModel Model(LanguageModelCapabilities capabilities = LanguageModelCapabilities.HiddenStates | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer, int width = 2) =>
        new(r => new ScriptedAnswer("joy") { HiddenState = new[] { (float)r.HiddenState, r.Prompt.Messages[^1].Text.Length } })
        {
            Info = new LanguageModelInfo { ModelId = "scripted", Engine = "script", Capabilities = capabilities, HiddenStateWidth = width },
        };

    [Fact]
    public async Task Extract_State_IsWhatTheProbePredicts()
    {
        var model = Model();
        var result = await RecognizeAsync(model, "What a day.", new ProbeExtractor(Probe));
        var request = model.Requests.ShouldHaveSingleItem();
        (request.MaxOutputTokens, request.HiddenState).ShouldBe((0, HiddenStateKind.LastPosition));
        result.Distribution.ShouldBe(Probe.Predict([1, (double)request.Prompt.Messages[^1].Text.Length]));
        result["probe"].Scores.Length.ShouldBe(2);
        result["probe"].Warning.ShouldBeNull();
    }

    [Fact]
    public async Task Extract_BesideOthers_OneRequestServesAll()
    {
        var model = Model();
        var result = await RecognizeAsync(model, "u", new ProbeExtractor(Probe), new LabelLikelihoodExtractor(), new TextDistributionExtractor(), new ProbeExtractor(Probe, "again"));
        model.Requests.Count.ShouldBe(1);
        result["again"].Distribution.ShouldBe(result["probe"].Distribution);
    }

    [Fact]
    public async Task Extract_TwoKindsOfState_EachReadsItsOwn()
    {
        var model = Model();
        var mean = Probe with { HiddenState = HiddenStateKind.MeanOfUtterance };
        var result = await RecognizeAsync(model, "u", new ProbeExtractor(Probe), new ProbeExtractor(mean, "mean"));
        var length = model.Requests.First().Prompt.Messages[^1].Text.Length;
        result["probe"].Distribution.ShouldBe(Probe.Predict([1, (double)length]));
        result["mean"].Distribution.ShouldBe(Probe.Predict([2, (double)length]));
        model.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Extract_InAnEnsemble_GetsItsState()
    {
        var model = Model();
        var result = await RecognizeAsync(model, "u", new EnsembleExtractor(new EnsembleMember(new ProbeExtractor(Probe)), new EnsembleMember(new LabelLikelihoodExtractor())));
        result.Distribution!["joy"].ShouldBe((Probe.Predict([1, (double)model.Requests.First().Prompt.Messages[^1].Text.Length])["joy"] + 0.5) / 2, 1e-12);
        Should.Throw<NotSupportedException>(() => Recognizer(model, new EnsembleExtractor(
            new EnsembleMember(new ProbeExtractor(Probe)), new EnsembleMember(new ProbeExtractor(Probe with { HiddenState = HiddenStateKind.MeanOfUtterance }))))).Message.ShouldContain("MeanOfUtterance");
    }

    [Fact]
    public async Task Extract_TrainedOnAnotherModelOrPrompt_Warns()
    {
        var other = Probe with { LanguageModelId = "other.gguf", Prompt = "ambiguous" };
        var result = await RecognizeAsync(Model(), "u", new ProbeExtractor(other));
        result["probe"].Warning.ShouldNotBeNull().ShouldSatisfyAllConditions(
            w => w.ShouldContain("\"other.gguf\", not \"scripted\""), w => w.ShouldContain("\"ambiguous\", not \"single\""), w => w.ShouldContain("Train it again"));
        (await RecognizeAsync(Model(), "u", new ProbeExtractor(Probe with { LanguageModelId = "scripted", Prompt = "single" })))["probe"].Warning.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Extract_StateOfAnotherWidth_IsRefused(int width)
    {
        var model = Model();
        var extractor = new ProbeExtractor(Probe).Prepare(new ExtractionContext(Examples.Two, AnswerKind.SingleLabel, model.Info, model.Tokenizer));
        Should.Throw<ArgumentException>(() => extractor.Extract(new ExtractionEvidence { HiddenState = new float[width] }))
            .Message.ShouldContain($"has {width} numbers, but the probe reads 2");
    }

    [Fact]
    public async Task Extract_StateWithANaN_IsInvalidNotAGuess()
    {
        var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("") { HiddenState = new[] { float.NaN, 1 } }) { Info = Model().Info };
        var result = await RecognizeAsync(model, "u", new ProbeExtractor(Probe));
        result.IsValid.ShouldBeFalse();
        result["probe"].InvalidReason.ShouldBe(InvalidReason.UndefinedForScores);
    }

    [Fact]
    public void Prepare_WrongModelOrTaxonomy_RefusedWithBothNamed()
    {
        Should.Throw<ArgumentException>(() => Recognizer(Model(width: 576), new ProbeExtractor(Probe with { LanguageModelId = "small" })))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("2 numbers of small"), m => m.ShouldContain("scripted have 576"));
        Should.Throw<ArgumentException>(() => Recognizer(Model(), new ProbeExtractor(Examples.Probe(Examples.Three, 2) with { HiddenState = HiddenStateKind.LastPosition })))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("three"), m => m.ShouldContain("two"));
        Should.Throw<NotSupportedException>(() => Recognizer(Model(LanguageModelCapabilities.None), new ProbeExtractor(Probe))).Message.ShouldContain("HiddenStates");
        Should.Throw<ArgumentException>(() => new ProbeExtractor(Probe with { HiddenState = HiddenStateKind.None })).Message.ShouldContain("no hidden state");
    }

    [Fact]
    public async Task RecordAsync_ManyAtOnce_EachGetsItsOwnState()
    {
        var model = Model();
        var recorder = new HiddenStateRecorder(HiddenStateKind.MeanOfUtterance);
        await using var recognizer = Recognizer(model, recorder);
        var alone = await recorder.RecordAsync(recognizer, Utterance.FromText("abc"));
        alone.ShouldHaveSingleItem().Span[0].ShouldBe(2);
        var together = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => recorder.RecordAsync(recognizer, Utterance.FromText(new string('x', i)))));
        for (var i = 0; i < 50; i++) together[i].ShouldHaveSingleItem().Span[1].ShouldBe(alone[0].Span[1] + i - 3);
    }

    [Fact]
    public async Task RecordAsync_RecognizerWithoutTheRecorder_ArgumentException()
    {
        await using var recognizer = Recognizer(Model(), new TextDistributionExtractor());
        (await Should.ThrowAsync<ArgumentException>(() => new HiddenStateRecorder(HiddenStateKind.LastPosition).RecordAsync(recognizer, Utterance.FromText("u")))).Message.ShouldContain("hidden-state");
    }

    private static AmbiguousEmotionRecognizer Recognizer(ILanguageModel model, params IDistributionExtractor[] extractors) =>
        new(model, new RecognizerOptions { Taxonomy = Examples.Two, Prompt = EmotionPrompt.Single, Extractors = [.. extractors] });

    private static async Task<RecognitionResult> RecognizeAsync(ILanguageModel model, string text, params IDistributionExtractor[] extractors)
    {
        await using var recognizer = Recognizer(model, extractors);
        return await recognizer.RecognizeAsync(Utterance.FromText(text));
    }
}
