using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class BestValuesTests
{
    [Fact]
    public void Contains_TiedValues_AreAllBest() => Best(BetterDirection.Lower, 0.2, 0.1, 0.1).ShouldBe([false, true, true]);

    [Fact]
    public void Contains_HigherIsBetter_TakesTheHighest() => Best(BetterDirection.Higher, 0.2, null, 0.1).ShouldBe([true, false, false]);

    [Fact]
    public void Contains_OneValueOnly_NothingIsBest() => Best(BetterDirection.Lower, 0.2, null, double.NaN).ShouldBe([false, false, false]);

    [Fact]
    public void Contains_NeitherIsBetter_NothingIsBest() => Best(BetterDirection.Neither, 0.2, 0.1).ShouldBe([false, false]);

    private static bool[] Best(BetterDirection better, params double?[] values)
    {
        var sample = new SampleReport { Configurations = 1, Examples = 0, Points = 0 }.Build();
        var report = sample with
        {
            Metrics = [new MetricDefinition("m", "M", "", better, true)],
            Rows = [.. values.Select((v, i) => sample.Rows[0] with { Name = $"{i}", Values = [new MetricValue(v, null, null, 1)] })],
        };
        var best = new BestValues(report);
        return [.. report.Rows.Select(r => best.Contains(r, 0))];
    }
}
