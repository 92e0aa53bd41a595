namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Computes a metric from sums.</summary>
/// <param name="sums">The sums, as <see cref="StatisticsLayout"/> orders them.</param>
/// <returns>The value, or null where it is not defined.</returns>
internal delegate double? MetricFormula(ReadOnlySpan<double> sums);
