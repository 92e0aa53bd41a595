namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>A metric over the items of a row. Immutable and thread-safe.</summary>
/// <param name="Value">The value; null where it is not defined (no item, a flat side).</param>
/// <param name="Low">The lower end of its interval; null where there is none.</param>
/// <param name="High">The upper end of its interval; null where there is none.</param>
/// <param name="Items">The items that it was computed from.</param>
public sealed record MetricValue(double? Value, double? Low, double? High, long Items);
