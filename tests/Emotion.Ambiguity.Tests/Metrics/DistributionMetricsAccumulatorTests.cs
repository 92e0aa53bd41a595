using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Metrics;

public sealed class DistributionMetricsAccumulatorTests
{
    private static readonly double[] Targets = [1, 0, 0, 0.5, 0.5, 0, 0.2, 0.3, 0.5, 1 / 3.0, 1 / 3.0, 1 / 3.0];
    private static readonly double[] Predictions = [0.8, 0.1, 0.1, 0.4, 0.4, 0.2, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0.1, 0.2, 0.7];

    [Fact]
    public void ToSummary_NoPair_IsAbsentNotZero()
    {
        var summary = new DistributionMetricsAccumulator(4).ToSummary();

        summary.Count.ShouldBe(0);
        summary.KullbackLeibler.ShouldBe(new MetricMean(null, 0, 0));
        summary.SquaredPearson.Mean.ShouldBeNull();
        summary.PooledCoefficientOfDetermination.ShouldBeNull();
        summary.EntropyPearson.ShouldBeNull();
    }

    [Fact]
    public void ToSummary_FlatSides_AreSkippedAndCounted()
    {
        var summary = Accumulate(0, 4).ToSummary();

        summary.Count.ShouldBe(4);
        (summary.SquaredPearson.Count, summary.SquaredPearson.SkippedCount).ShouldBe((2, 2));
        (summary.CoefficientOfDetermination.Count, summary.CoefficientOfDetermination.SkippedCount).ShouldBe((3, 1));
    }

    [Fact]
    public void ToSummary_SameVotesEverywhere_HasNoPooledFitAndNoCorrelation()
    {
        var accumulator = new DistributionMetricsAccumulator(2);
        accumulator.AddRange([0.1, 0.9, 0.1, 0.9, 0.1, 0.9], [0.5, 0.5, 0.2, 0.8, 0.3, 0.7]);

        accumulator.ToSummary().PooledCoefficientOfDetermination.ShouldBeNull();
        accumulator.ToSummary().EntropyPearson.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Merge_TwoHalves_IsTheWhole(int firstRows)
    {
        var whole = Accumulate(0, 4).ToSummary();
        var merged = Accumulate(0, firstRows);
        merged.Merge(Accumulate(firstRows, 4));

        merged.Count.ShouldBe(4);
        var summary = merged.ToSummary();
        summary.KullbackLeibler.Mean!.Value.ShouldBe(whole.KullbackLeibler.Mean!.Value, 1e-14);
        summary.SquaredPearson.ShouldBe(whole.SquaredPearson);
        summary.PooledCoefficientOfDetermination!.Value.ShouldBe(whole.PooledCoefficientOfDetermination!.Value, 1e-14);
        summary.EntropyPearson!.Value.ShouldBe(whole.EntropyPearson!.Value, 1e-14);
        whole.PooledCoefficientOfDetermination.Value.ShouldBe(DistributionFit.PooledCoefficientOfDetermination(Targets, Predictions, 3)!.Value, 1e-14);
    }

    [Fact]
    public void Add_Pairs_AllocatesNothing()
    {
        var accumulator = Accumulate(0, 4);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++) accumulator.AddRange(Targets, Predictions);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Add_WrongShape_ThrowsAndAddsNothing()
    {
        var accumulator = new DistributionMetricsAccumulator(3);

        Should.Throw<ArgumentOutOfRangeException>(() => new DistributionMetricsAccumulator(0));
        Should.Throw<ArgumentException>(() => accumulator.Add([0.5, 0.5], [0.5, 0.5]));
        Should.Throw<ArgumentException>(() => accumulator.AddRange([1, 0], [1, 0]));
        Should.Throw<ArgumentException>(() => accumulator.AddRange([1, 0, 0], [1, 0, 0, 1, 0, 0]));
        Should.Throw<ArgumentException>(() => accumulator.AddRange([1, 0, 0, 1, 1, 1], [1, 0, 0, 1, 0, 0]));
        Should.Throw<ArgumentException>(() => accumulator.Merge(new DistributionMetricsAccumulator(4)));
        Should.Throw<ArgumentException>(() => accumulator.Merge(accumulator));
        accumulator.Count.ShouldBe(0);
    }

    [Fact]
    public void Add_Distributions_AreTheSameAsTheirNumbers()
    {
        var accumulator = new DistributionMetricsAccumulator(4);
        accumulator.Add(EmotionDistribution.OneHot(EmotionTaxonomy.Paper4, 0), EmotionDistribution.Uniform(EmotionTaxonomy.Paper4));

        accumulator.ToSummary().CrossEntropy.Mean!.Value.ShouldBe(Math.Log(4), 1e-12);
    }

    private static DistributionMetricsAccumulator Accumulate(int firstRow, int endRow)
    {
        var accumulator = new DistributionMetricsAccumulator(3);
        accumulator.AddRange(Targets.AsSpan()[(firstRow * 3)..(endRow * 3)], Predictions.AsSpan()[(firstRow * 3)..(endRow * 3)]);
        return accumulator;
    }
}
