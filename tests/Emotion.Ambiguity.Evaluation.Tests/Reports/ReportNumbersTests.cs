using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class ReportNumbersTests
{
    [Theory]
    [InlineData(0.84, ".84")]
    [InlineData(1.0, "1.00")]
    [InlineData(-0.054, "−.05")]
    [InlineData(-0.001, ".00")]
    [InlineData(12.345, "12.35")]
    [InlineData(-10.2, "−10.20")]
    [InlineData(null, "–")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Paper_Number_HasNoLeadingZero(double? value, string expected) => ReportNumbers.Paper(value).ShouldBe(expected);

    [Fact]
    public void Paper_Value_HasItsInterval()
    {
        ReportNumbers.Paper(new MetricValue(0.84, 0.8, 0.88, 10)).ShouldBe(".84 [.80, .88]");
        ReportNumbers.Paper(new MetricValue(0.84, null, null, 10)).ShouldBe(".84");
        ReportNumbers.Paper(new MetricValue(null, null, null, 0)).ShouldBe("–");
    }

    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(1, 8, "12.5 %")]
    [InlineData(8, 8, "100.0 %")]
    public void Percent_PartOfWhole_IsAbsentOfNothing(long part, long whole, string expected) => ReportNumbers.Percent(part, whole).ShouldBe(expected);

    [Theory]
    [InlineData(0.0001, "<0.001")]
    [InlineData(0.001, "0.001")]
    [InlineData(1, "1.000")]
    public void PValue_Small_IsBounded(double p, string expected) => ReportNumbers.PValue(p).ShouldBe(expected);
}
