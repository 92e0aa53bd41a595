using System.Numerics.Tensors;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Sums over all items, and over the items of each resampling unit. One caller at a time.</summary>
internal sealed class GroupedSums(int groupCount, int width)
{
    private readonly double[] _groups = new double[groupCount * width];

    public double[] Total { get; } = new double[width];

    public int GroupCount => groupCount;

    public void Add(int group, ReadOnlySpan<double> row, double weight)
    {
        var sums = Group(group);
        TensorPrimitives.MultiplyAdd(row, weight, sums, sums);
        TensorPrimitives.MultiplyAdd<double>(row, weight, Total, Total);
    }

    /// <summary>The sums of a corpus in which each group stands as often as the counts say.</summary>
    public void Resample(ReadOnlySpan<ushort> counts, Span<double> sums)
    {
        sums.Clear();
        for (var group = 0; group < groupCount; group++)
        {
            if (counts[group] > 0) TensorPrimitives.MultiplyAdd(Group(group), counts[group], sums, sums);
        }
    }

    private Span<double> Group(int group) => _groups.AsSpan(group * width, width);
}
