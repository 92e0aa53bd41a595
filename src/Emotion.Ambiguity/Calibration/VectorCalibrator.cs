using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration.Fitting;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>q = softmax(w_n ln p'_n + b_n): each label has a weight and a bias of its own (vector scaling).</summary>
/// <remarks>
/// Immutable and thread-safe. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017. Two parameters a label: the most flexible of the
/// calibrators, and the one that needs the most items.
/// </remarks>
public sealed class VectorCalibrator : DistributionCalibrator
{
    internal const string MethodName = "vector";

    /// <summary>The penalty that a fit has where none is named: 1, a normal prior of standard deviation 1 around "no change".</summary>
    public const double DefaultPenalty = 1;

    /// <summary>Creates a calibrator of known parameters.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="weights">w, one a label in the taxonomy's order, from -1e6 to 1e6; 1 changes nothing.</param>
    /// <param name="biases">b in nats, one a label in the taxonomy's order, from -1e6 to 1e6; 0 changes nothing.</param>
    /// <exception cref="ArgumentException">Another number of weights or biases than of labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight or a bias is out of range.</exception>
    public VectorCalibrator(EmotionTaxonomy taxonomy, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases) : base(taxonomy)
    {
        CheckAll(taxonomy, weights, -LargestParameter, LargestParameter, nameof(weights));
        CheckAll(taxonomy, biases, -LargestParameter, LargestParameter, nameof(biases));
        (Weights, Biases) = ([.. weights], [.. biases]);
    }

    /// <summary>w, one a label, in the taxonomy's order.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>b in nats, one a label, in the taxonomy's order; those of a fit sum to 0.</summary>
    public ImmutableArray<double> Biases { get; }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Fits with <see cref="DefaultPenalty"/>.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{CalibrationPair}, double)"/>
    public static VectorCalibrator Fit(IReadOnlyList<CalibrationPair> pairs) => Fit(pairs, DefaultPenalty);

    /// <summary>
    /// Minimises sum KL(target || calibrated) + penalty / 2 * (sum (w_n - 1)^2 + sum b_n^2). The penalty stays the same however many pairs there are, so it
    /// holds back a fit on few items, and no longer counts on many; it also makes b unique.
    /// </summary>
    /// <param name="pairs">Votes and predictions, at least one pair, all over one taxonomy. Their order does not matter.</param>
    /// <param name="penalty">How strongly w = 1 and b = 0 are preferred, in nats; from 1e-6 to 1e6.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="ArgumentException">No pairs, or pairs over different taxonomies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is out of range.</exception>
    /// <exception cref="InvalidOperationException">The fit did not settle, because the penalty is too small for these pairs.</exception>
    public static VectorCalibrator Fit(IReadOnlyList<CalibrationPair> pairs, double penalty)
    {
        CheckRange(penalty, 1 / LargestParameter, LargestParameter, nameof(penalty));
        var table = PairTable.Create(pairs);
        var parameters = NewtonMinimizer.Minimize(new VectorObjective(table, penalty));
        return new VectorCalibrator(table.Taxonomy, parameters.AsSpan(0, table.LabelCount), parameters.AsSpan(table.LabelCount));
    }

    private protected override void Adjust(ReadOnlySpan<double> smoothed, Span<double> scores)
    {
        for (var n = 0; n < scores.Length; n++) scores[n] = (Weights[n] * scores[n]) + Biases[n];
    }
}
