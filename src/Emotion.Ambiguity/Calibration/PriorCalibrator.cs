using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration.Fitting;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>
/// q_n proportional to p'_n * ratio_n^strength: a label that listeners name more often than the model does is raised, one that they name less often is lowered.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. The correction of priors of Saerens, Latinne and Decaestecker, "Adjusting the Outputs of a Classifier to New a Priori
/// Probabilities", Neural Computation 14, 2002, with one fitted number: how much of it helps. The ratios are counted and not fitted, so that it needs
/// fewer items than <see cref="VectorCalibrator"/>, whose biases would fit them.
/// </remarks>
public sealed class PriorCalibrator : DistributionCalibrator
{
    internal const string MethodName = "prior";
    private const double HighestFitted = 2;
    private readonly double[] _shifts;

    /// <summary>Creates a calibrator of known ratios.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="ratios">How many times as often listeners name a label as the model does, in the taxonomy's order; from 1e-100 to 1e100.</param>
    /// <param name="strength">The exponent, from 0 (no change) to 1e6; 1 is the textbook's correction.</param>
    /// <exception cref="ArgumentException">Another number of ratios than of labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A ratio or the strength is out of range.</exception>
    public PriorCalibrator(EmotionTaxonomy taxonomy, ReadOnlySpan<double> ratios, double strength) : base(taxonomy)
    {
        CheckAll(taxonomy, ratios, 1e-100, 1e100, nameof(ratios));
        CheckRange(strength, 0, LargestParameter, nameof(strength));
        (Ratios, Strength) = ([.. ratios], strength);
        _shifts = [.. Ratios.Select(r => strength * Math.Log(r))];
    }

    /// <summary>How many times as often listeners name a label as the model does, in the taxonomy's order.</summary>
    public ImmutableArray<double> Ratios { get; }

    /// <summary>The exponent of the ratios, at least 0. A fit gives 0 to 2.</summary>
    public double Strength { get; }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>
    /// Counts ratio_n = (sum t_n + m_n) / ((I + 1) m_n), t the targets of I items and m the mean prediction, and finds the strength from 0 to 2 with the
    /// lowest mean KL(target || calibrated). The m_n stands for one more item whose listeners agree with the model: with few items the ratios stay near 1,
    /// and a label that was never voted for keeps a chance.
    /// </summary>
    /// <param name="pairs">Votes and predictions, at least one pair, all over one taxonomy. Their order does not matter.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="ArgumentException">No pairs, or pairs over different taxonomies.</exception>
    public static PriorCalibrator Fit(IReadOnlyList<CalibrationPair> pairs)
    {
        var table = PairTable.Create(pairs);
        var ratios = Enumerable.Range(0, table.LabelCount)
            .Select(n => ((table.MeanTarget[n] / table.MeanPrediction[n] * table.Count) + 1) / (table.Count + 1)).ToArray();
        var direction = new double[table.Targets.Length];
        for (var k = 0; k < direction.Length; k++) direction[k] = Math.Log(ratios[k % table.LabelCount]);
        var tilt = new ExponentialTilt(table, table.LogPredictions, direction, identity: 0);
        return new PriorCalibrator(table.Taxonomy, ratios, tilt.Minimize(0, HighestFitted));
    }

    private protected override void Adjust(ReadOnlySpan<double> smoothed, Span<double> scores)
    {
        for (var n = 0; n < scores.Length; n++) scores[n] += _shifts[n];
    }
}
