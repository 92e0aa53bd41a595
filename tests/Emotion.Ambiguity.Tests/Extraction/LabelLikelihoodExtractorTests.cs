using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction;

public sealed class LabelLikelihoodExtractorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("two", "joy", "anger");

    [Fact]
    public void Extract_Sum_IsTheSoftmaxOfLogLikelihoods()
    {
        var result = Extract(new(), [new(Math.Log(0.3), 3), new(Math.Log(0.1), 5)]);
        result.Distribution!.Probabilities.ToArray().ShouldBe([0.75, 0.25], 1e-12);
        result.Scores.ShouldBe([Math.Log(0.3), Math.Log(0.1)], 1e-12);
    }

    [Fact]
    public void Extract_PerToken_DividesByTheLength() =>
        Extract(new() { Score = LikelihoodScore.PerToken }, [new(-3, 3), new(-5, 5)]).Distribution!.Probabilities.ToArray().ShouldBe([0.5, 0.5], 1e-12);

    [Fact]
    public void Extract_MinusEmptyUtterance_TakesOutTheLabelsOwnLikelihood()
    {
        var result = Extract(new() { Score = LikelihoodScore.MinusEmptyUtterance }, [new(-1, 3), new(-2, 5)], [new(-1, 3), new(-4, 5)]);
        result.Scores.ShouldBe([0, 2], 1e-12);
    }

    [Fact]
    public void Extract_Temperature_Flattens() =>
        Extract(new() { Temperature = 2 }, [new(0, 1), new(-2, 1)]).Distribution![0].ShouldBe(1 / (1 + Math.Exp(-1)), 1e-12);

    [Fact]
    public void Extract_SeveralSpellings_AddsTheirProbabilities()
    {
        var options = new LabelLikelihoodOptions { Forms = LabelForms.Bare | LabelForms.Capitalized };
        Prepare(options).Needs.Continuations.Select(c => new Utf8Tokenizer().Detokenize(c.Span)).ShouldBe(["joy", "Joy", "anger", "Anger"]);
        Extract(options, [new(Math.Log(0.1), 3), new(Math.Log(0.2), 3), new(Math.Log(0.05), 5), new(Math.Log(0.05), 5)])
            .Distribution!.Probabilities.ToArray().ShouldBe([0.75, 0.25], 1e-12);
    }

    [Fact]
    public void Extract_UpperBounds_TheirShareIsSaid() =>
        Extract(new(), [new(-1, 3), new(-100, 5) { IsUpperBound = true }]).UpperBoundShare.ShouldBe(0.5);

    [Fact]
    public void Extract_UpperBoundsAmongScoresWithAndWithoutWords_TheirShareOfBothIsSaid() =>
        Extract(new() { Score = LikelihoodScore.MinusEmptyUtterance }, [new(-1, 3), new(-100, 5) { IsUpperBound = true }], [new(-1, 3), new(-4, 5)]).UpperBoundShare.ShouldBe(0.25);

    [Fact]
    public void Extract_LabelThatCannotBe_IsInvalid() =>
        Extract(new(), [new(double.NegativeInfinity, 3), new(-1, 5)]).InvalidReason.ShouldBe(InvalidReason.UndefinedForScores);

    [Fact]
    public void Extract_ScoresOfAnotherRequest_AreRefused() =>
        Should.Throw<ArgumentException>(() => Extract(new(), [new(-1, 3)])).Message.ShouldContain("asked for 2");

    [Fact]
    public void Constructor_InvalidOptions_NamesEveryFault()
    {
        var fault = Should.Throw<ArgumentException>(() => new LabelLikelihoodExtractor(new() { Temperature = double.NaN, Forms = LabelForms.None }));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Temperature"), m => m.ShouldContain("Forms"));
    }

    private static IPreparedExtractor Prepare(LabelLikelihoodOptions options)
    {
        var model = new ScriptedLanguageModel("");
        return new LabelLikelihoodExtractor(options).Prepare(new ExtractionContext(Taxonomy, AnswerKind.SingleLabel, model.Info, model.Tokenizer));
    }

    private static ExtractionResult Extract(LabelLikelihoodOptions options, ContinuationScore[] scores, ContinuationScore[]? empty = null) =>
        Prepare(options).Extract(new ExtractionEvidence { ContinuationScores = [.. scores], EmptyUtteranceScores = [.. empty ?? []] });
}
