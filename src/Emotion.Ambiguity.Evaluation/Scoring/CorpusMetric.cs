using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>A metric of a corpus as a function of sums over its items.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Compute">The value, or null where it is not defined.</param>
/// <param name="Items">How many items it is computed from.</param>
internal sealed record CorpusMetric(MetricDefinition Definition, MetricFormula Compute, Func<double[], long> Items);
