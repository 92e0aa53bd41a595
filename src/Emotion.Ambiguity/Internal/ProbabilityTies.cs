namespace Emotion.Ambiguity.Internal;

/// <summary>Which of several probabilities are the highest, where sums of fractions differ in their last bits.</summary>
internal static class ProbabilityTies
{
    // 0.1 + 0.2 and 0.3 are one share of votes; real differences between shares are far larger.
    public const double Tolerance = 1e-12;

    /// <summary>The first of the highest values.</summary>
    public static int FirstMaximum(ReadOnlySpan<double> values)
    {
        var max = Maximum(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (max - values[i] <= Tolerance) return i;
        }

        return -1;
    }

    /// <summary>How many values share the highest place.</summary>
    public static int CountMaxima(ReadOnlySpan<double> values)
    {
        var max = Maximum(values);
        var count = 0;
        foreach (var value in values)
        {
            if (max - value <= Tolerance) count++;
        }

        return count;
    }

    public static double Maximum(ReadOnlySpan<double> values)
    {
        var max = double.NegativeInfinity;
        foreach (var value in values) max = Math.Max(max, value);
        return max;
    }
}
