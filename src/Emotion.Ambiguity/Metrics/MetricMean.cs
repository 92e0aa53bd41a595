using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Metrics;

/// <summary>The mean of a metric over a corpus, and how many items are behind it. Immutable and thread-safe.</summary>
/// <param name="Mean">The mean over the items where the metric is defined; null where there is none.</param>
/// <param name="Count">The number of items where the metric is defined.</param>
/// <param name="SkippedCount">The number of items where it is not (a flat side of a correlation), which the mean leaves out.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MetricMean(double? Mean, long Count, long SkippedCount)
{
    internal static MetricMean From(double sum, long count, long total) => new(count > 0 ? sum / count : null, count, total - count);
}
