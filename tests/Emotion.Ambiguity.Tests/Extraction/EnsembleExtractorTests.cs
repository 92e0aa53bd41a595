using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction;

public sealed class EnsembleExtractorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("two", "joy", "anger");

    // Text says joy 80, anger 20; the likelihoods are 1 to 3.
    private static ScriptedLanguageModel Model => new(_ => new ScriptedAnswer("joy 80%, anger 20%") { LogLikelihood = label => Math.Log(label.Equals("joy", StringComparison.OrdinalIgnoreCase) ? 0.1 : 0.3) });

    [Fact]
    public async Task Linear_Weights_IsTheWeightedMean()
    {
        var model = Model;
        var result = await RecognizeAsync(model, new EnsembleExtractor(new EnsembleMember(new TextDistributionExtractor(), 3), new EnsembleMember(new LabelLikelihoodExtractor())));
        result.Distribution!["joy"].ShouldBe((0.75 * 0.8) + (0.25 * 0.25), 1e-12);
        model.Requests.Count.ShouldBe(1); // one computation serves both
    }

    [Fact]
    public async Task Geometric_EqualWeights_IsTheNormalisedRootOfTheProduct()
    {
        var result = await RecognizeAsync(Model, new EnsembleExtractor(EnsembleMean.Geometric, [new(new TextDistributionExtractor()), new(new LabelLikelihoodExtractor())]));
        var (joy, anger) = (Math.Sqrt(0.8 * 0.25), Math.Sqrt(0.2 * 0.75));
        result.Distribution!["joy"].ShouldBe(joy / (joy + anger), 1e-7); // zeros count as 1e-8
    }

    [Fact]
    public async Task Geometric_AMemberRulesALabelOut_ItIsAllButRuledOut()
    {
        var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("joy 100%"));
        var result = await RecognizeAsync(model, new EnsembleExtractor(EnsembleMean.Geometric, [new(new TextDistributionExtractor()), new(new LabelLikelihoodExtractor())]));
        result.Distribution!["anger"].ShouldBe(1e-4, 1e-5); // sqrt(1e-8) to 1
    }

    [Fact]
    public async Task Members_OfTheSameKind_EachGetsItsOwnEvidence()
    {
        // One scores bare labels, the other capitalised ones: their continuations must not be mixed up.
        var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("") { LogLikelihood = label => label switch { "joy" => Math.Log(0.3), "anger" => Math.Log(0.1), "Joy" => Math.Log(0.1), _ => Math.Log(0.4) } });
        var result = await RecognizeAsync(model, new EnsembleExtractor(
            new EnsembleMember(new LabelLikelihoodExtractor(new() { Forms = LabelForms.Bare })),
            new EnsembleMember(new LabelLikelihoodExtractor(new() { Forms = LabelForms.Capitalized }))));
        result.Distribution!["joy"].ShouldBe((0.75 + 0.2) / 2, 1e-12);
    }

    [Fact]
    public async Task Members_ThatDraw_ShareTheAnswers()
    {
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed <= 2 ? "joy 100%" : "anger 100%"));
        var result = await RecognizeAsync(model, new EnsembleExtractor(
            new EnsembleMember(new SamplingExtractor(new() { Samples = 2 })), new EnsembleMember(new SamplingExtractor(new() { Samples = 4 }))));
        result.Distribution!["joy"].ShouldBe((1 + 0.5) / 2, 1e-12);
        model.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Members_AnswersThatNoneCouldRead_AreCountedForEach()
    {
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed == 1 ? "no idea" : "joy 100%"));
        var result = await RecognizeAsync(model, new EnsembleExtractor(
            new EnsembleMember(new SamplingExtractor(new() { Samples = 2 })), new EnsembleMember(new SamplingExtractor(new() { Samples = 4 }))));
        result.Extractions[0].Result.UnreadableAnswers.ShouldBe(2); // the one answer, by two members
        result.Distribution!["joy"].ShouldBe(1);
    }

    [Fact]
    public void Members_ThatDrawAtOtherTemperatures_AreRefused()
    {
        var ensemble = new EnsembleExtractor(
            new EnsembleMember(new SamplingExtractor(new() { Temperature = 0.5 })), new EnsembleMember(new SamplingExtractor(new() { Temperature = 1 })));
        Should.Throw<NotSupportedException>(() => new AmbiguousEmotionRecognizer(Model, new RecognizerOptions { Taxonomy = Taxonomy, Extractors = [ensemble] })).Message.ShouldContain("0.5 and 1");
    }

    [Fact]
    public async Task AMemberThatCannotRead_MakesTheEnsembleInvalid()
    {
        var model = new ScriptedLanguageModel("no idea");
        var result = await RecognizeAsync(model, new EnsembleExtractor(new EnsembleMember(new TextDistributionExtractor()), new EnsembleMember(new LabelLikelihoodExtractor())));
        result.IsValid.ShouldBeFalse();
        result.Extractions[0].Result.InvalidReason.ShouldBe(InvalidReason.NoLabelFound);
    }

    [Fact]
    public async Task AnEnsembleOfEnsembles_Works()
    {
        var inner = new EnsembleExtractor(new EnsembleMember(new TextDistributionExtractor()), new EnsembleMember(new LabelLikelihoodExtractor()));
        var result = await RecognizeAsync(Model, new EnsembleExtractor(new EnsembleMember(inner), new EnsembleMember(new LabelLikelihoodExtractor())));
        result.Distribution!["joy"].ShouldBe((((0.8 + 0.25) / 2) + 0.25) / 2, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_BadWeight_NamesTheMember(double weight) =>
        Should.Throw<ArgumentException>(() => new EnsembleExtractor(new EnsembleMember(new TextDistributionExtractor(), weight), new EnsembleMember(new LabelLikelihoodExtractor())))
            .Message.ShouldContain("\"text\"");

    [Fact]
    public void Constructor_OneMember_IsRefused() =>
        Should.Throw<ArgumentException>(() => new EnsembleExtractor(new EnsembleMember(new TextDistributionExtractor()))).Message.ShouldContain("two members");

    private static async Task<RecognitionResult> RecognizeAsync(ScriptedLanguageModel model, IDistributionExtractor extractor) =>
        await new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = Taxonomy, Prompt = EmotionPrompt.Ambiguous, Extractors = [extractor] }).RecognizeTextAsync("words");
}
