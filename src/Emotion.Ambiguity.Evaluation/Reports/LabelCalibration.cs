using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How well the probabilities of one label agree with its share of the votes. Immutable and thread-safe.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="MeanVoted">The mean share of votes, 0 to 1; null without items.</param>
/// <param name="MeanPredicted">The mean predicted probability, 0 to 1; null without items.</param>
/// <param name="Bins">Ten equal bins of the predicted probability.</param>
public sealed record LabelCalibration(string Label, double? MeanVoted, double? MeanPredicted, ImmutableArray<LabelCalibrationBin> Bins);
