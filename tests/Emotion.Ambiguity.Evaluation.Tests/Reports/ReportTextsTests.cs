using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class ReportTextsTests
{
    [Theory]
    [InlineData(-0.1, 0.01, BetterDirection.Lower, "first is better")]
    [InlineData(0.1, 0.01, BetterDirection.Lower, "second is better")]
    [InlineData(0.1, 0.01, BetterDirection.Higher, "first is better")]
    [InlineData(-0.1, 0.05, BetterDirection.Higher, "second is better")]
    [InlineData(0.1, 0.01, BetterDirection.Neither, "first is higher")]
    [InlineData(-0.1, 0.051, BetterDirection.Lower, "no clear difference")]
    [InlineData(-0.1, double.NaN, BetterDirection.Lower, "no clear difference")]
    [InlineData(0, 0.01, BetterDirection.Lower, "no difference")]
    public void Verdict_DifferenceAndAdjustedPValue_SayWhoIsBetter(double difference, double p, BetterDirection better, string expected)
    {
        var comparison = new PairedComparison { First = "a", Second = "b", Metric = "kl", Items = 9, Difference = difference, Low = 0, High = 0, PValue = 0.001, AdjustedPValue = p };

        ReportTexts.Verdict(comparison, better, 0.95).ShouldBe(expected);
    }
}
