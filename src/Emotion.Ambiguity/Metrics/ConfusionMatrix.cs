using System.Collections.Immutable;

namespace Emotion.Ambiguity.Metrics;

/// <summary>How often each target label was predicted as each label.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ConfusionMatrix
{
    private readonly ImmutableArray<long> _counts;

    internal ConfusionMatrix(int labelCount, ReadOnlySpan<long> counts, long leftOut)
    {
        LabelCount = labelCount;
        LeftOutCount = leftOut;
        _counts = [.. counts];
        foreach (var count in counts) TotalCount += count;
    }

    /// <summary>The number of labels.</summary>
    public int LabelCount { get; }

    /// <summary>The number of items that were counted.</summary>
    public long TotalCount { get; }

    /// <summary>The number of items that were left out, because their voters are tied.</summary>
    public long LeftOutCount { get; }

    /// <summary>The number of items of a target label with a predicted label.</summary>
    /// <param name="target">The position of the target label.</param>
    /// <param name="predicted">The position of the predicted label.</param>
    public long this[int target, int predicted]
    {
        get
        {
            CheckLabel(target, nameof(target));
            CheckLabel(predicted, nameof(predicted));
            return _counts[(target * LabelCount) + predicted];
        }
    }

    /// <summary>Counts pairs of labels.</summary>
    /// <param name="labelCount">The number of labels, 1 or more.</param>
    /// <param name="targets">The position of each item's right label.</param>
    /// <param name="predictions">The position of each item's predicted label, in the same order.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position that is no label.</exception>
    public static ConfusionMatrix FromLabels(int labelCount, ReadOnlySpan<int> targets, ReadOnlySpan<int> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelCount);
        if (targets.Length != predictions.Length)
            throw new ArgumentException($"There are {targets.Length} targets but {predictions.Length} predictions.", nameof(predictions));
        var counts = new long[labelCount * labelCount];
        for (var i = 0; i < targets.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)targets[i], (uint)labelCount, nameof(targets));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predictions[i], (uint)labelCount, nameof(predictions));
            counts[(targets[i] * labelCount) + predictions[i]]++;
        }

        return new(labelCount, counts, leftOut: 0);
    }

    /// <summary>The number of items with this target label.</summary>
    /// <param name="target">The position of the label.</param>
    /// <returns>The sum of a row.</returns>
    public long TargetCount(int target)
    {
        CheckLabel(target, nameof(target));
        var sum = 0L;
        for (var i = 0; i < LabelCount; i++) sum += _counts[(target * LabelCount) + i];
        return sum;
    }

    /// <summary>The number of items with this predicted label.</summary>
    /// <param name="predicted">The position of the label.</param>
    /// <returns>The sum of a column.</returns>
    public long PredictedCount(int predicted)
    {
        CheckLabel(predicted, nameof(predicted));
        var sum = 0L;
        for (var i = 0; i < LabelCount; i++) sum += _counts[(i * LabelCount) + predicted];
        return sum;
    }

    private void CheckLabel(int label, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, LabelCount, parameterName);
    }
}
