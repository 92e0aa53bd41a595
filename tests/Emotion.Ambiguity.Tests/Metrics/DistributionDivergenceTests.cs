using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Metrics;

public sealed class DistributionDivergenceTests
{
    private static readonly double[] Skewed = [0.75, 0.25];
    private static readonly double[] Flat = [0.5, 0.5];
    private static readonly double[] First = [1, 0, 0, 0];
    private static readonly double[] Second = [0, 1, 0, 0];

    [Fact]
    public void KullbackLeibler_TwoLabels_IsTheClosedForm() =>

        // 1e-7: the epsilon moves both sides by about 1e-8.
        DistributionDivergence.KullbackLeibler(Skewed, Flat).ShouldBe((0.75 * Math.Log(1.5)) + (0.25 * Math.Log(0.5)), 1e-7);

    [Fact]
    public void KullbackLeibler_ArgumentsSwapped_IsAnotherDirection() =>
        DistributionDivergence.KullbackLeibler(Flat, Skewed).ShouldBe(0.5 * Math.Log(4.0 / 3), 1e-7);

    [Fact]
    public void KullbackLeibler_OneHotMissed_IsSetByEpsilonAlone()
    {
        DistributionDivergence.KullbackLeibler(First, Second).ShouldBe(-Math.Log(1e-8 / (1 + 4e-8)), 1e-12);
        DistributionDivergence.KullbackLeibler(First, Second, 1e-3).ShouldBe(-Math.Log(1e-3 / 1.004), 1e-12);
    }

    [Fact]
    public void CrossEntropy_MinusEntropy_IsKullbackLeibler() =>
        (DistributionDivergence.CrossEntropy(Skewed, Flat) - EntropyAgreement.Entropy(Skewed)).ShouldBe(DistributionDivergence.KullbackLeibler(Skewed, Flat), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void KullbackLeibler_EpsilonOutOfRange_Throws(double epsilon)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => DistributionDivergence.KullbackLeibler(Flat, Skewed, epsilon));
        Should.Throw<ArgumentOutOfRangeException>(() => DistributionDivergence.CrossEntropy(Flat, Skewed, epsilon));
    }

    [Fact]
    public void JensenShannon_DisjointOneHots_IsLn2AndItsRoot()
    {
        DistributionDivergence.JensenShannonDivergence(First, Second).ShouldBe(Math.Log(2), 1e-15);
        DistributionDivergence.JensenShannonDistance(First, Second).ShouldBe(Math.Sqrt(Math.Log(2)), 1e-15);
    }

    [Fact]
    public void EveryMetric_MismatchedTaxonomies_Throws()
    {
        var one = EmotionDistribution.Uniform(EmotionTaxonomy.Paper4);
        var other = EmotionDistribution.Uniform(EmotionTaxonomy.FromNames("other", "a", "b", "c", "d"));
        Action<EmotionDistribution, EmotionDistribution>[] metrics =
        [
            (a, b) => DistributionDivergence.KullbackLeibler(a, b),
            (a, b) => DistributionDivergence.CrossEntropy(a, b),
            (a, b) => DistributionDivergence.JensenShannonDivergence(a, b),
            (a, b) => DistributionDivergence.JensenShannonDistance(a, b),
            (a, b) => DistributionDistance.BhattacharyyaCoefficient(a, b),
            (a, b) => DistributionDistance.BhattacharyyaDistance(a, b),
            (a, b) => DistributionDistance.Hellinger(a, b),
            (a, b) => DistributionDistance.TotalVariation(a, b),
            (a, b) => DistributionDistance.CosineSimilarity(a, b),
            (a, b) => DistributionDistance.BrierScore(a, b),
            (a, b) => DistributionFit.SquaredPearson(a, b),
            (a, b) => DistributionFit.CoefficientOfDetermination(a, b),
            (a, b) => EntropyAgreement.Error(a, b),
            (a, b) => TopKAgreement.Overlap(a, b, 2),
            (a, b) => TopKAgreement.ContainsTop(a, b, 2),
            (a, b) => new ConfusionCounter(4).Add(a, b),
            (a, b) => new DistributionMetricsAccumulator(4).Add(a, b),
        ];

        foreach (var metric in metrics)
        {
            Should.Throw<ArgumentException>(() => metric(one, other)).Message.ShouldContain("same labels");
            Should.Throw<ArgumentNullException>(() => metric(null!, other));
            Should.Throw<ArgumentNullException>(() => metric(one, null!));
            metric(one, one);
        }
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0 })]
    [InlineData(new[] { 0.5, 0.6 }, new[] { 0.5, 0.5 })]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.5, -0.5 })]
    [InlineData(new[] { 0.5, 0.5 }, new[] { double.NaN, 0.5 })]
    [InlineData(new[] { 0.5, 0.5 }, new[] { double.PositiveInfinity, 0.5 })]
    public void EveryMetric_NoDistribution_Throws(double[] first, double[] second)
    {
        Should.Throw<ArgumentException>(() => DistributionDivergence.KullbackLeibler(first, second));
        Should.Throw<ArgumentException>(() => DistributionDivergence.JensenShannonDivergence(first, second));
        Should.Throw<ArgumentException>(() => DistributionDistance.Hellinger(first, second));
        Should.Throw<ArgumentException>(() => DistributionFit.SquaredPearson(first, second));
        Should.Throw<ArgumentException>(() => new DistributionMetricsAccumulator(2).Add(first, second));
    }
}
