namespace Emotion.Ambiguity.Calibration;

/// <summary>Fits calibrators, by the method's name where that is what an option says.</summary>
/// <remarks>
/// Pure, thread-safe and deterministic. Every fit minimises the mean of KL(target || calibrated) over the pairs, a convex problem with one solution, and is
/// never worse than no calibration on the pairs it was fitted on. Whether it helps on others, only others can tell.
/// </remarks>
public static class CalibrationFit
{
    /// <summary>Fits a calibrator with the method's defaults.</summary>
    /// <param name="method">The method.</param>
    /// <param name="pairs">Votes and predictions, at least one pair, all over one taxonomy. Their order does not matter.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="ArgumentException">No pairs, or pairs over different taxonomies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such method.</exception>
    public static DistributionCalibrator Fit(CalibrationMethod method, IReadOnlyList<CalibrationPair> pairs) => method switch
    {
        CalibrationMethod.Temperature => TemperatureCalibrator.Fit(pairs),
        CalibrationMethod.Vector => VectorCalibrator.Fit(pairs),
        CalibrationMethod.Prior => PriorCalibrator.Fit(pairs),
        CalibrationMethod.Cooccurrence => CooccurrenceCalibrator.Fit(pairs),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such calibration method."),
    };
}
