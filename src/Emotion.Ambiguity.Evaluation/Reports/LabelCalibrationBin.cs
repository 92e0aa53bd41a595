namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The items whose predicted probability of a label lies in one interval. Immutable and thread-safe.</summary>
/// <param name="Lower">Where the interval starts, 0 to 1.</param>
/// <param name="Upper">Where it ends, 0 to 1.</param>
/// <param name="Count">The items in it.</param>
/// <param name="MeanPredicted">Their mean predicted probability; null without items.</param>
/// <param name="MeanVoted">Their mean share of votes for the label; null without items.</param>
public sealed record LabelCalibrationBin(double Lower, double Upper, long Count, double? MeanPredicted, double? MeanVoted);
