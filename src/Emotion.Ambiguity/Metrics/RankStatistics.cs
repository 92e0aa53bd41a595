using System.Numerics.Tensors;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Correlations by Math.NET Numerics, absent instead of NaN.</summary>
internal static class RankStatistics
{
    public static double? Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        IsDefined(first, second) ? Math.Clamp(Correlation.Pearson(first.ToArray(), second.ToArray()), -1, 1) : null;

    public static double? Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        IsDefined(first, second) ? Math.Clamp(Correlation.Spearman(first.ToArray(), second.ToArray()), -1, 1) : null;

    public static double? Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double tieTolerance) =>
        IsDefined(first, second) ? Spearman(ToMultiples(first, tieTolerance), ToMultiples(second, tieTolerance)) : null;

    private static bool IsDefined(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"There are {first.Length} numbers on one side and {second.Length} on the other.", nameof(second));
        CheckFinite(first, nameof(first));
        CheckFinite(second, nameof(second));
        return first.Length >= 2 && !DistributionFit.IsFlat(first) && !DistributionFit.IsFlat(second);
    }

    private static void CheckFinite(ReadOnlySpan<double> values, string parameterName)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException($"The number at position {i} is {values[i]}, which is not finite.", parameterName);
        }
    }

    private static double[] ToMultiples(ReadOnlySpan<double> values, double step)
    {
        var result = new double[values.Length];
        TensorPrimitives.Divide(values, step, result);
        TensorPrimitives.Round<double>(result, result);
        return result;
    }
}
