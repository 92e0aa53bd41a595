using System.Globalization;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Distributions;

public sealed class EmotionDistributionTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.Paper4;

    [Fact]
    public void Uniform_Four_HasFullEntropy()
    {
        var uniform = EmotionDistribution.Uniform(Labels);

        uniform.Probabilities.ToArray().ShouldBe([0.25, 0.25, 0.25, 0.25]);
        uniform.Entropy.ShouldBe(Math.Log(4), 1e-15);
        uniform.NormalizedEntropy.ShouldBe(1, 1e-15);
        uniform.TopLabels.Count.ShouldBe(4);
        uniform.TopLabel.ShouldBe(Labels[0]);
    }

    [Fact]
    public void OneHot_Second_HasNoEntropy()
    {
        var certain = EmotionDistribution.OneHot(Labels, 1);

        certain["joy"].ShouldBe(1);
        certain[0].ShouldBe(0);
        certain.Entropy.ShouldBe(0);
        certain.TopLabels.ShouldBe([Labels[1]]);
        Should.Throw<ArgumentOutOfRangeException>(() => EmotionDistribution.OneHot(Labels, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => EmotionDistribution.OneHot(Labels, -1));
    }

    [Fact]
    public void FromVotes_Counts_AreShares()
    {
        EmotionDistribution.FromVotes(Labels, [3, 0, 1, 0]).Probabilities.ToArray().ShouldBe([0.75, 0, 0.25, 0]);
        Should.Throw<ArgumentException>(() => EmotionDistribution.FromVotes(Labels, [0, 0, 0, 0]));
        Should.Throw<ArgumentException>(() => EmotionDistribution.FromVotes(Labels, [2, -1, 0, 0])).Message.ShouldContain("happiness");
        Should.Throw<ArgumentException>(() => EmotionDistribution.FromVotes(Labels, [1, 2]));
    }

    [Theory]
    [InlineData(1e-320)]
    [InlineData(1)]
    [InlineData(1e308)]
    public void FromWeights_TinyOrHuge_StillSumsTo1(double weight)
    {
        var distribution = EmotionDistribution.FromWeights(Labels, [weight, weight, 0, weight]);

        distribution.Probabilities.ToArray().Sum().ShouldBe(1, 1e-12);
        distribution.TopLabels.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void FromWeights_NoWeight_ThrowsAndNamesTheLabel(double weight) =>
        Should.Throw<ArgumentException>(() => EmotionDistribution.FromWeights(Labels, [1, 0, weight, 0])).Message.ShouldContain("sadness");

    [Fact]
    public void FromProbabilities_SumNot1_IsRefused()
    {
        Should.Throw<ArgumentException>(() => EmotionDistribution.FromProbabilities(Labels, [0.5, 0.5, 0.1, 0])).Message.ShouldContain("FromWeights");
        EmotionDistribution.FromProbabilities(Labels, [0.5, 0.4999999, 0, 0]).Probabilities.ToArray().Sum().ShouldBe(1, 1e-15);
    }

    [Fact]
    public void TryFromScores_Proportional_IsUndefinedForNegativeOrAllZero()
    {
        EmotionDistribution.TryFromScores(Labels, [2, 1, 1, 0], ScoreNormalization.Proportional, out var shares).ShouldBeTrue();
        shares!.Probabilities.ToArray().ShouldBe([0.5, 0.25, 0.25, 0]);
        EmotionDistribution.TryFromScores(Labels, [2, 1, -1, 0], ScoreNormalization.Proportional, out var none).ShouldBeFalse();
        none.ShouldBeNull();
        EmotionDistribution.TryFromScores(Labels, [0, 0, 0, 0], ScoreNormalization.Proportional, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryFromScores_Softmax_IsTheClosedFormAndShiftInvariant()
    {
        double[] scores = [0, Math.Log(2), Math.Log(3), 0];
        EmotionDistribution.TryFromScores(Labels, scores, ScoreNormalization.Softmax(), out var p);
        EmotionDistribution.TryFromScores(Labels, [.. scores.Select(s => s + 900)], ScoreNormalization.Softmax(), out var shifted);
        EmotionDistribution.TryFromScores(Labels, scores, ScoreNormalization.Softmax(0.5), out var sharp);

        p!.Probabilities.ToArray().ShouldBe([1 / 7.0, 2 / 7.0, 3 / 7.0, 1 / 7.0], 1e-14);
        shifted!.Probabilities.ToArray().ShouldBe(p.Probabilities.ToArray(), 1e-12);
        sharp!.Probabilities.ToArray().ShouldBe([1 / 15.0, 4 / 15.0, 9 / 15.0, 1 / 15.0], 1e-14);
    }

    [Fact]
    public void TryFromScores_Shifted_IsTheClosedFormAlsoForHugeScores()
    {
        EmotionDistribution.TryFromScores(Labels, [-1, 0, 2, -1], ScoreNormalization.ShiftedProportional(), out var p);
        EmotionDistribution.TryFromScores(Labels, [-1.7e308, 0, 1.7e308, -1.7e308], ScoreNormalization.ShiftedProportional(), out var huge);

        p!.Probabilities.ToArray().ShouldBe([1 / 8.0, 2 / 8.0, 4 / 8.0, 1 / 8.0], 1e-15);
        huge!.Probabilities.ToArray().ShouldBe([0, 1 / 3.0, 2 / 3.0, 0], 1e-12);
        Should.Throw<ArgumentException>(() => EmotionDistribution.TryFromScores(Labels, [double.NaN, 0, 0, 0], ScoreNormalization.Softmax(), out _));
    }

    [Fact]
    public void Top_EqualOnes_StandInTheTaxonomysOrder()
    {
        var top = EmotionDistribution.FromVotes(Labels, [1, 2, 2, 0]).Top(3);

        top.Select(t => t.Label.Name).ShouldBe(["happiness", "sadness", "anger"]);
        EmotionDistribution.Uniform(Labels).Top(9).Count.ShouldBe(4);
        Should.Throw<ArgumentOutOfRangeException>(() => EmotionDistribution.Uniform(Labels).Top(0));
    }

    [Fact]
    public void TopLabels_SumsThatDifferInTheLastBit_AreATie() =>
        EmotionDistribution.FromWeights(Labels, [0.3, 0.1 + 0.2, 0, 0]).TopLabel.ShouldBe(Labels[0]);

    [Fact]
    public void Equals_SameNumbersAndLabels_IsEqual()
    {
        var one = EmotionDistribution.FromVotes(Labels, [1, 1, 0, 0]);

        one.ShouldBe(EmotionDistribution.FromProbabilities(Labels, [0.5, 0.5, 0, 0]));
        one.GetHashCode().ShouldBe(EmotionDistribution.FromVotes(Labels, [2, 2, 0, 0]).GetHashCode());
        one.ShouldNotBe(EmotionDistribution.FromVotes(Labels, [1, 0, 1, 0]));
        one.Equals(EmotionDistribution.FromVotes(EmotionTaxonomy.FromNames("x", "a", "b", "c", "d"), [1, 1, 0, 0])).ShouldBeFalse();
        one.Equals((object?)null).ShouldBeFalse();
    }

    [Fact]
    public void ToString_AnyCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            EmotionDistribution.FromVotes(Labels, [1, 0, 2, 0]).ToString().ShouldBe("sadness 66.7%, anger 33.3%, happiness 0.0%, neutral 0.0%");
            ScoreNormalization.Softmax(0.5).ToString().ShouldBe("Softmax(0.5)");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Indexer_UnknownWord_Throws() => Should.Throw<ArgumentException>(() => EmotionDistribution.Uniform(Labels)["envy"]).Message.ShouldContain("envy");
}
