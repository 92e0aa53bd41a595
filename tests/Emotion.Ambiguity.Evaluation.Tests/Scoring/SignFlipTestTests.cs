using Emotion.Ambiguity.Evaluation.Scoring;

namespace Emotion.Ambiguity.Evaluation.Tests.Scoring;

public sealed class SignFlipTestTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, 0.25)] // only +++ and --- are as far out, of 8
    [InlineData(new double[] { 1, 1, -1 }, 1.0)] // every sum of three ones is at least 1 from 0
    [InlineData(new double[] { 0, 0, 5 }, 1.0)] // one unit that moves says nothing
    [InlineData(new double[] { 0, 0 }, 1.0)]
    [InlineData(new double[] { }, 1.0)]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1, 1, -1 }, 18.0 / 256)] // 8 choose 1 or 0 minuses, both sides
    public void PValue_FewUnits_IsExact(double[] differences, double expected) =>
        SignFlipTest.PValue(differences, 10_000, 1).ShouldBe(expected, 1e-12);

    [Fact]
    public void PValue_ManyUnits_IsNearTheNormalDistribution()
    {
        // 400 differences of +1 or -1 with 230 pluses: z = 60 / 20 = 3, two-sided p = 0.0027; with the steps of 2 between sums, 0.0030.
        double[] differences = [.. Enumerable.Range(0, 400).Select(i => i < 230 ? 1.0 : -1.0)];
        SignFlipTest.PValue(differences, 200_000, 1).ShouldBe(0.0030, 0.0005); // four standard errors of 200,000 draws
    }

    [Fact]
    public void PValue_Random_IsAsTheExactOne()
    {
        double[] differences = [0.3, -0.1, 0.5, 0.2, 0.7, -0.4, 0.1, 0.9, -0.2, 0.35, 0.15, -0.05];
        var exact = SignFlipTest.PValue(differences, 1 << 12, 1);
        SignFlipTest.PValue(differences, (1 << 12) - 1, 1).ShouldBe(exact, 0.03); // 4,095 draws
    }

    [Fact]
    public void PValue_NoEffect_IsBelowFivePercentFivePercentOfTheTime()
    {
        var random = new Random(7);
        var below = Enumerable.Range(0, 400).Count(_ => SignFlipTest.PValue([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.5)], 500, 3) < 0.05);
        below.ShouldBeInRange(8, 34); // 20 expected, three standard deviations of 4.4
    }
}
