namespace Emotion.Ambiguity.Metrics;

/// <summary>The items whose confidence lies in one interval: one bar of a reliability diagram. Immutable and thread-safe.</summary>
/// <param name="Lower">Where the interval starts, 0 to 1; for bins of equal mass the lowest confidence in it.</param>
/// <param name="Upper">Where the interval ends, 0 to 1; for bins of equal mass the highest confidence in it.</param>
/// <param name="Count">The number of items in it.</param>
/// <param name="MeanConfidence">The mean confidence of these items, 0 to 1; null where there is none.</param>
/// <param name="Accuracy">The share of these items that were right, 0 to 1; null where there is none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, long Count, double? MeanConfidence, double? Accuracy);
