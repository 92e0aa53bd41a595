using Emotion.Ambiguity.Calibration;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>A configuration and its calibration.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Method">How it is calibrated.</param>
/// <param name="Row">The row that is scored, by fits on other folds.</param>
/// <param name="OnAll">The fit on all items, to be saved and used on other corpora.</param>
/// <param name="PairCount">The items of that fit.</param>
internal sealed record FittedConfiguration(ExtractorRow Configuration, CalibrationMethod Method, CalibratedRow Row, DistributionCalibrator OnAll, int PairCount);
