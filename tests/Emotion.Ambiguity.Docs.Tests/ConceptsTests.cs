using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

/// <summary>The numbers of docs/concepts.md, computed by the library.</summary>
public sealed class ConceptsTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.Get("docs", "concepts.md"));
    private static readonly EmotionTaxonomy Toy = EmotionTaxonomy.FromNames("toy", "anger", "sadness");

    [Fact]
    public void Toy_Proportional_IsThePagesNumbers() => Page.ShouldContain($"φ = (4 / 5.5, 1.5 / 5.5) = ({Shares([4, 1.5], ScoreNormalization.Proportional)})");

    [Fact]
    public void Toy_Softmax_IsThePagesNumbersAndBlindToAConstant()
    {
        Page.ShouldContain($"gives ({Shares([4, 1.5], ScoreNormalization.Softmax())})");
        Shares([-1, -3.5], ScoreNormalization.Softmax()).ShouldBe(Shares([4, 1.5], ScoreNormalization.Softmax()));
    }

    [Fact]
    public void Toy_ProportionalBelowZero_IsNotDefined()
    {
        EmotionDistribution.TryFromScores(Toy, [-1, -3.5], ScoreNormalization.Proportional, out _).ShouldBeFalse();
        Page.ShouldContain($"of {Share(-1 / -4.5)} and {Share(-3.5 / -4.5)}");
    }

    [Fact]
    public void Ambiguity_Entropy_IsThePagesNumbers()
    {
        var votes = EmotionDistribution.FromProbabilities(EmotionTaxonomy.CremaD6, [0, 0, .3, 0, .6, .1]);
        Page.ShouldContain($"= {Share(votes.Entropy)} nats");
        Page.ShouldContain($"= {Share(votes.NormalizedEntropy)[..3]}.");
    }

    private static string Shares(double[] scores, ScoreNormalization normalization)
    {
        EmotionDistribution.TryFromScores(Toy, scores, normalization, out var distribution).ShouldBeTrue();
        return string.Join(", ", distribution!.Probabilities.ToArray().Select(Share));
    }

    private static string Share(double value) => value.ToString(".000", CultureInfo.InvariantCulture);
}
