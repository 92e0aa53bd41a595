using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Metrics;

public sealed class RankStatisticsTests
{
    [Fact]
    public void Correlations_TwoItems_AreDefined()
    {
        RankStatistics.Pearson([1, 2], [3, 5]).ShouldNotBeNull().ShouldBe(1, 1e-12);
        RankStatistics.Spearman([1, 2], [5, 3]).ShouldNotBeNull().ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void Correlations_OneItem_AreNot() => RankStatistics.Pearson([1], [2]).ShouldBeNull();
}
