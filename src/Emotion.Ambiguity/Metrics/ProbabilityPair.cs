using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Metrics;

/// <summary>The checks that every metric makes, so that no metric can return NaN.</summary>
internal static class ProbabilityPair
{
    private const double SumTolerance = 1e-6;

    public static void Check(ReadOnlySpan<double> reference, ReadOnlySpan<double> predicted)
    {
        if (reference.Length != predicted.Length)
        {
            throw new ArgumentException(
                $"Both distributions must be over the same labels, but one has {reference.Length} and the other {predicted.Length}.", nameof(predicted));
        }

        Check(reference, nameof(reference));
        Check(predicted, nameof(predicted));
    }

    public static void Check(EmotionDistribution reference, EmotionDistribution predicted)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(predicted);
        if (!reference.Taxonomy.Equals(predicted.Taxonomy))
        {
            throw new ArgumentException(
                $"Both distributions must be over the same labels, but one is over {reference.Taxonomy} and the other over {predicted.Taxonomy}.", nameof(predicted));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Check(ReadOnlySpan<double> probabilities, string parameterName)
    {
        if (probabilities.IsEmpty) throw new ArgumentException("A distribution needs at least one label.", parameterName);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= 0))
                throw new ArgumentException($"The probability at position {i} is {probabilities[i]}, but must be at least 0.", parameterName);
            sum += probabilities[i];
        }

        if (!(Math.Abs(sum - 1) <= SumTolerance)) throw new ArgumentException($"Probabilities must sum to 1 but sum to {sum}.", parameterName);
    }

    /// <summary>The number of rows of a table of distributions; also checks its shape.</summary>
    public static int CountRows(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelCount);
        if (targets.Length != predictions.Length)
            throw new ArgumentException($"There are {targets.Length} target but {predictions.Length} predicted probabilities.", nameof(predictions));
        if (targets.Length % labelCount != 0)
            throw new ArgumentException($"{targets.Length} probabilities are not a whole number of rows of {labelCount}.", nameof(targets));
        return targets.Length / labelCount;
    }

    /// <summary>x log y with the convention 0 log 0 = 0.</summary>
    public static double XLogY(double x, double y) => x > 0 ? x * Math.Log(y) : 0;
}
