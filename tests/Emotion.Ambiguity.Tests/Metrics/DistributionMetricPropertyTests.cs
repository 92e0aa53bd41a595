using Emotion.Ambiguity.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Metrics;

/// <summary>Symmetry, ranges and relations that hold for all pairs, also with zeros, one-hots and flat sides.</summary>
public sealed class DistributionMetricPropertyTests
{
    private const double Tolerance = 1e-12;
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void SymmetricMetrics_ArgumentsSwapped_AreTheSame() => ForAllPairs((a, b) =>
    {
        Func<double[], double[], double?>[] metrics =
        [
            (x, y) => DistributionDivergence.JensenShannonDivergence(x, y),
            (x, y) => DistributionDivergence.JensenShannonDistance(x, y),
            (x, y) => DistributionDistance.BhattacharyyaCoefficient(x, y),
            (x, y) => DistributionDistance.BhattacharyyaDistance(x, y),
            (x, y) => DistributionDistance.Hellinger(x, y),
            (x, y) => DistributionDistance.TotalVariation(x, y),
            (x, y) => DistributionDistance.CosineSimilarity(x, y),
            (x, y) => DistributionDistance.BrierScore(x, y),
            (x, y) => DistributionFit.SquaredPearson(x, y),
            (x, y) => TopKAgreement.Overlap(x, y, 2),
        ];
        foreach (var metric in metrics) Difference(metric(a, b), metric(b, a)).ShouldBeLessThan(Tolerance);
    });

    [Fact]
    public void EveryMetric_AnyPair_StaysInItsRange() => ForAllPairs((a, b) =>
    {
        DistributionDivergence.KullbackLeibler(a, b).ShouldBeInRange(0, 18.5);
        DistributionDivergence.CrossEntropy(a, b).ShouldBeInRange(0, 18.5);
        DistributionDivergence.JensenShannonDivergence(a, b).ShouldBeInRange(0, Math.Log(2));
        DistributionDistance.BhattacharyyaCoefficient(a, b).ShouldBeInRange(0, 1);
        DistributionDistance.BhattacharyyaDistance(a, b).ShouldBeInRange(0, 8.6);
        DistributionDistance.Hellinger(a, b).ShouldBeInRange(0, 1);
        DistributionDistance.TotalVariation(a, b).ShouldBeInRange(0, 1);
        DistributionDistance.CosineSimilarity(a, b).ShouldBeInRange(0, 1);
        DistributionDistance.BrierScore(a, b).ShouldBeInRange(0, 2);
        (DistributionFit.SquaredPearson(a, b) ?? 0).ShouldBeInRange(0, 1);
        (DistributionFit.CoefficientOfDetermination(a, b) ?? 0).ShouldBeLessThanOrEqualTo(1);
        TopKAgreement.Overlap(a, b, 3).ShouldBeInRange(0, 1);
    });

    [Fact]
    public void EveryMetric_EqualPair_IsAtItsBest() => ForAllPairs((a, _) =>
    {
        DistributionDivergence.KullbackLeibler(a, a).ShouldBe(0, 1e-6);
        DistributionDivergence.JensenShannonDistance(a, a).ShouldBe(0);
        DistributionDistance.BhattacharyyaCoefficient(a, a).ShouldBe(1, Tolerance);
        DistributionDistance.Hellinger(a, a).ShouldBe(0);
        DistributionDistance.TotalVariation(a, a).ShouldBe(0);
        DistributionDistance.CosineSimilarity(a, a).ShouldBe(1, Tolerance);
        DistributionDistance.BrierScore(a, a).ShouldBe(0);
        (DistributionFit.SquaredPearson(a, a) ?? 1).ShouldBe(1, Tolerance);
        (DistributionFit.CoefficientOfDetermination(a, a) ?? 1).ShouldBe(1);
        TopKAgreement.Overlap(a, a, 2).ShouldBe(1);
        TopKAgreement.ContainsTop(a, a, 1).ShouldBeTrue();
    });

    [Fact]
    public void Distances_AnyPair_KeepTheirKnownRelations() => ForAllPairs((a, b) =>
    {
        var hellinger = DistributionDistance.Hellinger(a, b);
        var variation = DistributionDistance.TotalVariation(a, b);

        (hellinger * hellinger).ShouldBe(1 - DistributionDistance.BhattacharyyaCoefficient(a, b), Tolerance);
        (hellinger * hellinger).ShouldBeLessThanOrEqualTo(variation + Tolerance);
        variation.ShouldBeLessThanOrEqualTo((hellinger * Math.Sqrt(2)) + Tolerance);

        // Pinsker's inequality; 1e-6 for the smoothing.
        (2 * variation * variation).ShouldBeLessThanOrEqualTo(DistributionDivergence.KullbackLeibler(a, b) + 1e-6);
    });

    [Fact]
    public void EveryMetric_LabelsReordered_IsTheSame() => ForAllPairs((a, b) =>
    {
        double[] x = [.. a.Reverse()], y = [.. b.Reverse()];
        DistributionDivergence.KullbackLeibler(x, y).ShouldBe(DistributionDivergence.KullbackLeibler(a, b), Tolerance);
        DistributionDistance.Hellinger(x, y).ShouldBe(DistributionDistance.Hellinger(a, b), Tolerance);
        Difference(DistributionFit.SquaredPearson(x, y), DistributionFit.SquaredPearson(a, b)).ShouldBeLessThan(1e-9);
    });

    [Fact]
    public void Accumulator_AnyPair_GivesTheValuesOfTheSingleMethods() => ForAllPairs((a, b) =>
    {
        var accumulator = new DistributionMetricsAccumulator(a.Length);
        accumulator.Add(a, b);
        var s = accumulator.ToSummary();
        (MetricMean Mean, double? Value)[] expected =
        [
            (s.KullbackLeibler, DistributionDivergence.KullbackLeibler(a, b)),
            (s.ReverseKullbackLeibler, DistributionDivergence.KullbackLeibler(b, a)),
            (s.CrossEntropy, DistributionDivergence.CrossEntropy(a, b)),
            (s.JensenShannonDivergence, DistributionDivergence.JensenShannonDivergence(a, b)),
            (s.BhattacharyyaCoefficient, DistributionDistance.BhattacharyyaCoefficient(a, b)),
            (s.BhattacharyyaDistance, DistributionDistance.BhattacharyyaDistance(a, b)),
            (s.Hellinger, DistributionDistance.Hellinger(a, b)),
            (s.TotalVariation, DistributionDistance.TotalVariation(a, b)),
            (s.CosineSimilarity, DistributionDistance.CosineSimilarity(a, b)),
            (s.BrierScore, DistributionDistance.BrierScore(a, b)),
            (s.SquaredPearson, DistributionFit.SquaredPearson(a, b)),
            (s.CoefficientOfDetermination, DistributionFit.CoefficientOfDetermination(a, b)),
            (s.AbsoluteEntropyError, Math.Abs(EntropyAgreement.Error(a, b))),
        ];
        foreach (var (mean, value) in expected)
        {
            Difference(mean.Mean, value).ShouldBeLessThan(Tolerance);
            mean.SkippedCount.ShouldBe(value is null ? 1 : 0);
        }
    });

    private static double Difference(double? first, double? second)
    {
        (first is null).ShouldBe(second is null);
        return Math.Abs((first ?? 0) - (second ?? 0)) / Math.Max(1, Math.Abs(first ?? 0));
    }

    private static void ForAllPairs(Action<double[], double[]> holds)
    {
        var pairs =
            from labels in Gen.Choose(2, 9)
            from first in Distribution(labels)
            from second in Distribution(labels)
            select (first, second);
        Prop.ForAll(pairs.ToArbitrary(), pair => holds(pair.first, pair.second)).Check(Runs);
    }

    // Votes of up to 5 on each label, most of them 0: flat sides, one-hots and ties are frequent.
    private static Gen<double[]> Distribution(int labels) =>
        Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(0, 5))).ArrayOf(labels).Select(votes =>
        {
            if (votes.Sum() == 0) votes[0] = 1;
            return Array.ConvertAll(votes, v => (double)v / votes.Sum());
        });
}
