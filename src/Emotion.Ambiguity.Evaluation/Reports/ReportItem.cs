using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>One item with its votes beside the prediction. Immutable and thread-safe.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Text">The words; null where the report leaves words out or there are none.</param>
/// <param name="KullbackLeibler">D(votes || prediction), in nats.</param>
/// <param name="Votes">The distribution of the votes, in the order of the labels.</param>
/// <param name="Prediction">The prediction, in the order of the labels.</param>
public sealed record ReportItem(string Id, string? Text, double KullbackLeibler, ImmutableArray<double> Votes, ImmutableArray<double> Prediction);
