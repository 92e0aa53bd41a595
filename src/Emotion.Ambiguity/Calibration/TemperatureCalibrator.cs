using Emotion.Ambiguity.Calibration.Fitting;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>q_n proportional to p'_n^(1/T): flatter above T = 1, sharper below, the order of the labels unchanged.</summary>
/// <remarks>
/// Immutable and thread-safe. One parameter, so a few dozen items are enough. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, fit it to
/// right labels; here it is fitted to votes.
/// </remarks>
public sealed class TemperatureCalibrator : DistributionCalibrator
{
    internal const string MethodName = "temperature";
    private const double LowestFitted = 0.01;
    private const double HighestFitted = 100;

    /// <summary>Creates a calibrator of a known temperature.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="temperature">T; no unit, from 1e-6 to 1e6. 1 changes nothing (but the zeros: see <see cref="DistributionCalibrator"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is out of range.</exception>
    public TemperatureCalibrator(EmotionTaxonomy taxonomy, double temperature) : base(taxonomy)
    {
        CheckRange(temperature, 1 / LargestParameter, LargestParameter, nameof(temperature));
        Temperature = temperature;
    }

    /// <summary>T; no unit, above 0. A fit gives 0.01 to 100.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Finds the temperature from 0.01 to 100 with the lowest mean KL(target || calibrated).</summary>
    /// <param name="pairs">Votes and predictions, at least one pair, all over one taxonomy. Their order does not matter.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="ArgumentException">No pairs, or pairs over different taxonomies.</exception>
    public static TemperatureCalibrator Fit(IReadOnlyList<CalibrationPair> pairs)
    {
        var table = PairTable.Create(pairs);

        // In beta = 1/T the objective is convex; in T it is not.
        var tilt = new ExponentialTilt(table, null, table.LogPredictions, identity: 1);
        return new TemperatureCalibrator(table.Taxonomy, 1 / tilt.Minimize(1 / HighestFitted, 1 / LowestFitted));
    }

    private protected override void Adjust(ReadOnlySpan<double> smoothed, Span<double> scores)
    {
        for (var n = 0; n < scores.Length; n++) scores[n] /= Temperature;
    }
}
