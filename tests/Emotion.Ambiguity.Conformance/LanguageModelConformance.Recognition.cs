using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    [Fact]
    public async Task Recognizer_EveryExtractorThatTheEngineCanServe_GivesAResult()
    {
        var extractors = ImmutableArray.CreateBuilder<IDistributionExtractor>();
        if (Has(ModelPart.ContinuationScores)) extractors.Add(new LabelLikelihoodExtractor());
        if (Has(ModelPart.StepLogits)) extractors.Add(new TokenLogitExtractor());
        extractors.Add(new TextDistributionExtractor());
        await using var recognizer = new AmbiguousEmotionRecognizer(Model, new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.Paper4, Extractors = extractors.ToImmutable(), InvalidAnswers = InvalidAnswerPolicy.Skip, MaxOutputTokens = 4,
        });
        var result = await recognizer.RecognizeAsync(Utterance.FromText(Said));
        result.Extractions.Length.ShouldBe(extractors.Count);
        foreach (var (name, extraction) in result.Extractions)
        {
            // What a small model writes may be unreadable; what its numbers say never is.
            if (name != "text") extraction.IsValid.ShouldBeTrue(name);
            extraction.Distribution?.Probabilities.ToArray().Sum().ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    public void Recognizer_ExtractorThatTheEngineCannotServe_RefusedWhenItIsMade()
    {
        if (!Has(ModelPart.ContinuationScores)) Should.Throw<NotSupportedException>(() => Make(new LabelLikelihoodExtractor())).Message.ShouldContain(Model.Info.Engine);
        if (!Has(ModelPart.StepLogits)) Should.Throw<NotSupportedException>(() => Make(new TokenLogitExtractor())).Message.ShouldContain(Model.Info.Engine);
    }

    private AmbiguousEmotionRecognizer Make(IDistributionExtractor extractor) => new(Model, new RecognizerOptions { Extractors = [extractor] });
}
