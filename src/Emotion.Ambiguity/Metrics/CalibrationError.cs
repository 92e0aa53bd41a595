using System.Collections.Immutable;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Whether a confidence of 70 percent is right 70 percent of the time.</summary>
/// <remarks>
/// Pure and thread-safe. The confidence of an item is its highest predicted probability; it is right when the prediction's first maximum is the
/// target's first maximum. Every item counts, also one whose voters are tied. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017;
/// bins of equal mass: Nixon et al., "Measuring Calibration in Deep Learning", CVPR workshops 2019.
/// </remarks>
public static class CalibrationError
{
    /// <summary>ECE = sum_b (n_b / n) |accuracy_b - confidence_b|: 0 to 1, lower is better. No logarithm.</summary>
    /// <param name="bins">The bins, of either kind.</param>
    /// <returns>The error, or null where no bin holds an item.</returns>
    public static double? Expected(ImmutableArray<ReliabilityBin> bins)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var bin in bins)
        {
            if (bin is not { MeanConfidence: { } confidence, Accuracy: { } accuracy }) continue;
            sum += bin.Count * Math.Abs(accuracy - confidence);
            count += bin.Count;
        }

        return count > 0 ? sum / count : null;
    }

    /// <summary>Bins of equal width over 0 to 1. A confidence on a border belongs to the upper bin, a confidence of 1 to the last.</summary>
    /// <param name="targets">The votes as probabilities, item after item.</param>
    /// <param name="predictions">The predictions, item after item.</param>
    /// <param name="labelCount">The number of labels of an item.</param>
    /// <param name="binCount">How many bins, 1 or more; 10 is usual.</param>
    /// <returns>All bins, also the empty ones.</returns>
    /// <exception cref="ArgumentException">Different lengths, no whole number of rows, or numbers that are no distribution.</exception>
    public static ImmutableArray<ReliabilityBin> EqualWidthBins(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount, int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binCount);
        var outcomes = Outcomes(targets, predictions, labelCount);
        var counts = new int[binCount];
        var (confidences, hits) = (new double[binCount], new int[binCount]);
        foreach (var (confidence, right) in outcomes)
        {
            var bin = Math.Min(binCount - 1, (int)(confidence * binCount));
            counts[bin]++;
            confidences[bin] += confidence;
            hits[bin] += right;
        }

        return [.. Enumerable.Range(0, binCount).Select(b => Bin((double)b / binCount, (b + 1.0) / binCount, counts[b], confidences[b], hits[b]))];
    }

    /// <summary>Bins that hold the same number of items, as nearly as items of equal confidence, which stay together, allow.</summary>
    /// <param name="targets">The votes as probabilities, item after item.</param>
    /// <param name="predictions">The predictions, item after item.</param>
    /// <param name="labelCount">The number of labels of an item.</param>
    /// <param name="binCount">How many bins, 1 or more; 10 is usual. There are fewer where there are fewer different confidences.</param>
    /// <returns>The bins, from the lowest confidence to the highest; none is empty.</returns>
    /// <exception cref="ArgumentException">Different lengths, no whole number of rows, or numbers that are no distribution.</exception>
    public static ImmutableArray<ReliabilityBin> EqualMassBins(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount, int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binCount);
        var outcomes = Outcomes(targets, predictions, labelCount);
        Array.Sort(outcomes, static (a, b) => a.Confidence.CompareTo(b.Confidence));
        var bins = ImmutableArray.CreateBuilder<ReliabilityBin>();
        var start = 0;
        for (var b = 1; b <= binCount && start < outcomes.Length; b++)
        {
            var end = Math.Max(start + 1, (int)((long)outcomes.Length * b / binCount));
            while (end < outcomes.Length && outcomes[end].Confidence - outcomes[end - 1].Confidence <= ProbabilityTies.Tolerance) end++;
            var items = outcomes.AsSpan(start, end - start);
            var (sum, hits) = (0.0, 0);
            foreach (var (confidence, right) in items) (sum, hits) = (sum + confidence, hits + right);
            bins.Add(Bin(items[0].Confidence, items[^1].Confidence, items.Length, sum, hits));
            start = end;
        }

        return bins.ToImmutable();
    }

    private static ReliabilityBin Bin(double lower, double upper, int count, double confidences, int hits) =>
        count == 0 ? new(lower, upper, 0, null, null) : new(lower, upper, count, confidences / count, (double)hits / count);

    private static (double Confidence, int Right)[] Outcomes(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount)
    {
        var outcomes = new (double, int)[ProbabilityPair.CountRows(targets, predictions, labelCount)];
        for (var row = 0; row < outcomes.Length; row++)
        {
            var target = targets.Slice(row * labelCount, labelCount);
            var predicted = predictions.Slice(row * labelCount, labelCount);
            ProbabilityPair.Check(target, predicted);
            var right = ProbabilityTies.FirstMaximum(target) == ProbabilityTies.FirstMaximum(predicted) ? 1 : 0;
            outcomes[row] = (Math.Min(1, ProbabilityTies.Maximum(predicted)), right);
        }

        return outcomes;
    }
}
