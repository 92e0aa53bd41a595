using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>One item to fit a calibrator on: how listeners voted, and what an extractor read. Immutable and thread-safe.</summary>
/// <param name="Target">The votes.</param>
/// <param name="Prediction">What the extractor read, over the same taxonomy and not yet calibrated.</param>
public sealed record CalibrationPair(EmotionDistribution Target, EmotionDistribution Prediction)
{
    /// <summary>The votes.</summary>
    public EmotionDistribution Target { get; } = Target ?? throw new ArgumentNullException(nameof(Target));

    /// <summary>What the extractor read.</summary>
    public EmotionDistribution Prediction { get; } = Prediction ?? throw new ArgumentNullException(nameof(Prediction));
}
