using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Decoding;

public sealed class LogitRowTests
{
    [Fact]
    public void ArgMax_Ties_LowestId() => LogitRow.ArgMax([1, 5, 2, 5, 5]).ShouldBe(1);

    [Fact]
    public void ArgMax_TieAcrossVectorWidths_LowestId()
    {
        var row = new float[5000];
        row[17] = row[4900] = row[2048] = 3;
        LogitRow.ArgMax(row).ShouldBe(17);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1700)]
    [InlineData(4999)]
    public void AnyReading_NaN_Throws(int at)
    {
        var row = new float[5000];
        row[at] = float.NaN;
        Should.Throw<InferenceException>(() => LogitRow.ArgMax(row));
        Should.Throw<InferenceException>(() => LogitRow.LogSumExp(row));
        Should.Throw<InferenceException>(() => LogitRow.Sample(row, 1, 0.5));
    }

    [Fact]
    public void LogSumExp_NothingButMinusInfinity_Throws() =>
        Should.Throw<InferenceException>(() => LogitRow.LogSumExp([float.NegativeInfinity, float.NegativeInfinity]));

    [Fact]
    public void LogSumExp_EqualLogits_LogarithmOfTheirNumber()
    {
        var row = new float[49_152];
        Array.Fill(row, 3f);
        LogitRow.LogSumExp(row).ShouldBe(3 + Math.Log(49_152), 1e-6); // closed form; float exponentials, double sum
    }

    [Fact]
    public void LogSumExp_LargeLogits_NoOverflow() => LogitRow.LogSumExp([1000, 1000, -1000]).ShouldBe(1000 + Math.Log(2), 1e-6);

    [Fact]
    public void LogSumExp_RandomRow_AgreesWithDoubleArithmetic()
    {
        var row = RandomRow(16_384);
        var max = (double)row.Max();
        LogitRow.LogSumExp(row).ShouldBe(max + Math.Log(row.Sum(l => Math.Exp(l - max))), 1e-5);
    }

    [Fact]
    public void LogSumExp_SomeTokensForbidden_TheyCountNothing() =>
        LogitRow.LogSumExp([float.NegativeInfinity, 2, float.NegativeInfinity]).ShouldBe(2, 1e-6);

    [Fact]
    public void Sample_Uniform_InvertsTheCumulativeDistribution()
    {
        var row = RandomRow(3000);
        var max = (double)row.Max();
        var weights = row.Select(l => Math.Exp((l - max) / 0.7)).ToArray();
        var total = weights.Sum();
        foreach (var uniform in new[] { 0, 0.01, 0.25, 0.5, 0.9, 0.999 })
        {
            var (sum, expected) = (0.0, 0);
            for (; expected < weights.Length - 1; expected++)
            {
                sum += weights[expected] / total;
                if (uniform < sum) break;
            }

            LogitRow.Sample(row, 0.7, uniform).ShouldBe(expected);
        }
    }

    [Fact]
    public void Sample_TinyTemperature_LikeliestToken() => LogitRow.Sample([0, 9, 1, 8.9f], 1e-30, 0.99).ShouldBe(1);

    [Fact]
    public void Sample_ForbiddenTokens_NeverDrawn()
    {
        float[] row = [float.NegativeInfinity, 0, float.NegativeInfinity, 0, float.NegativeInfinity];
        LogitRow.Sample(row, 1, 0).ShouldBe(1);
        LogitRow.Sample(row, 1, 0.999999999999).ShouldBe(3);
    }

    [Fact]
    public void Sample_ManyDraws_FrequenciesAreTheProbabilities()
    {
        float[] row = [0, MathF.Log(3), MathF.Log(6)];
        var random = new Random(7);
        var counts = new int[3];
        for (var i = 0; i < 20_000; i++) counts[LogitRow.Sample(row, 1, random.NextDouble())]++;
        ((double)counts[0]).ShouldBe(2000, 200); // 0.1, 0.3, 0.6; four standard deviations are about 170 to 280
        ((double)counts[1]).ShouldBe(6000, 280);
        ((double)counts[2]).ShouldBe(12_000, 280);
    }

    private static float[] RandomRow(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 30) - 15))];
    }
}
