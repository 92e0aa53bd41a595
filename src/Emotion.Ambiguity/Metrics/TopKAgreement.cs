using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Whether the k likeliest labels of votes and prediction are the same.</summary>
/// <remarks>
/// Pure and thread-safe. Among equal probabilities (within 1e-12) the label that stands first in the taxonomy is taken, so that each side always
/// has k labels (all of them where there are fewer).
/// </remarks>
public static class TopKAgreement
{
    /// <summary>|top-k(target) and top-k(predicted)| / k: 0 (no label shared) to 1 (the same set, in any order). Symmetric.</summary>
    /// <param name="target">The votes as probabilities.</param>
    /// <param name="predicted">The prediction.</param>
    /// <param name="k">How many labels, 1 or more. With all labels the value is always 1.</param>
    /// <returns>The share of labels in both sets.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double Overlap(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ProbabilityPair.Check(target, predicted);
        k = Math.Min(k, target.Length);
        var shared = 0;
        for (var i = 0; i < target.Length; i++)
        {
            if (Rank(target, i) < k && Rank(predicted, i) < k) shared++;
        }

        return (double)shared / k;
    }

    /// <inheritdoc cref="Overlap(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double Overlap(EmotionDistribution target, EmotionDistribution predicted, int k)
    {
        ProbabilityPair.Check(target, predicted);
        return Overlap(target.Probabilities, predicted.Probabilities, k);
    }

    /// <summary>Whether the target's likeliest label is among the k likeliest of the prediction ("top-k accuracy"). Not symmetric.</summary>
    /// <param name="target">The votes as probabilities.</param>
    /// <param name="predicted">The prediction.</param>
    /// <param name="k">How many labels, 1 or more.</param>
    /// <returns>True where it is.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static bool ContainsTop(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        ProbabilityPair.Check(target, predicted);
        return Rank(predicted, ProbabilityTies.FirstMaximum(target)) < k;
    }

    /// <inheritdoc cref="ContainsTop(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static bool ContainsTop(EmotionDistribution target, EmotionDistribution predicted, int k)
    {
        ProbabilityPair.Check(target, predicted);
        return ContainsTop(target.Probabilities, predicted.Probabilities, k);
    }

    // Counting is quadratic in the number of labels, which is a few dozen, and needs no memory.
    private static int Rank(ReadOnlySpan<double> values, int index)
    {
        var rank = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var lead = values[i] - values[index];
            if (lead > ProbabilityTies.Tolerance || (i < index && Math.Abs(lead) <= ProbabilityTies.Tolerance)) rank++;
        }

        return rank;
    }
}
