using Emotion.Ambiguity.Calibration.Fitting;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>
/// q_i proportional to p'_i * exp(strength * sum over j != i of p'_j * min(0, ln lift_ij)): a label is damped as far as the prediction also holds labels that
/// raters rarely name together with it.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. lift_ij is how many times as often two raters of one item name i and j as two raters of different items do. The formula is one
/// mean-field step of a pairwise Markov random field whose couplings are the negative part of the pointwise mutual information ln lift_ij: labels that go
/// together are left alone, because the model's own probabilities already say that both are likely.
/// </remarks>
public sealed class CooccurrenceCalibrator : DistributionCalibrator
{
    internal const string MethodName = "cooccurrence";
    private const double HighestFitted = 10;
    private readonly double[] _lifts;
    private readonly double[] _couplings;

    /// <summary>Creates a calibrator of known lifts.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="lifts">
    /// Row by row, as many rows and columns as labels, symmetric, each from 1e-100 to 1e100; 1 is as often as by chance. The diagonal does not count.
    /// </param>
    /// <param name="strength">From 0 (no change) to 1e6.</param>
    /// <exception cref="ArgumentException">Another number of lifts, or not symmetric.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A lift or the strength is out of range.</exception>
    public CooccurrenceCalibrator(EmotionTaxonomy taxonomy, ReadOnlySpan<double> lifts, double strength) : base(taxonomy)
    {
        CheckRange(strength, 0, LargestParameter, nameof(strength));
        CheckLifts(taxonomy, lifts);
        Strength = strength;
        _lifts = lifts.ToArray();
        _couplings = Couplings(_lifts, taxonomy.Count);
    }

    /// <summary>The factor of the couplings (lambda), at least 0. A fit gives 0 to 10.</summary>
    public double Strength { get; }

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>How many times as often raters name two labels together as by chance; below 1 they damp each other.</summary>
    /// <param name="first">The position of a label in the taxonomy.</param>
    /// <param name="second">The position of another one.</param>
    /// <returns>The lift, above 0, the same in both orders. Of a label with itself it means nothing and is never used.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The taxonomy has no such position.</exception>
    public double Lift(int first, int second)
    {
        CheckPosition(first, nameof(first));
        CheckPosition(second, nameof(second));
        return _lifts[(first * Taxonomy.Count) + second];
    }

    /// <summary>
    /// Counts lift_ij = (E[t_i t_j] + s) / (E[t_i] E[t_j] + s), t the targets of I items and s = 1 / I (one more item where they meet as by chance: pairs of
    /// labels too rare to say anything keep a lift near 1), and finds the strength from 0 to 10 with the lowest mean KL(target || calibrated).
    /// </summary>
    /// <param name="pairs">Votes and predictions, at least one pair, all over one taxonomy. Their order does not matter.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="ArgumentException">No pairs, or pairs over different taxonomies.</exception>
    public static CooccurrenceCalibrator Fit(IReadOnlyList<CalibrationPair> pairs)
    {
        var table = PairTable.Create(pairs);
        var lifts = CountLifts(table);
        var couplings = Couplings(lifts, table.LabelCount);
        var direction = new double[table.Targets.Length];
        for (var item = 0; item < table.Count; item++)
        {
            var row = item * table.LabelCount;
            Field(couplings, table.Predictions.AsSpan(row, table.LabelCount), direction.AsSpan(row, table.LabelCount));
        }

        var tilt = new ExponentialTilt(table, table.LogPredictions, direction, identity: 0);
        return new CooccurrenceCalibrator(table.Taxonomy, lifts, tilt.Minimize(0, HighestFitted));
    }

    internal ReadOnlySpan<double> LiftRow(int label) => _lifts.AsSpan(label * Taxonomy.Count, Taxonomy.Count);

    private protected override void Adjust(ReadOnlySpan<double> smoothed, Span<double> scores)
    {
        Span<double> field = new double[scores.Length];
        Field(_couplings, smoothed, field);
        for (var n = 0; n < scores.Length; n++) scores[n] += Strength * field[n];
    }

    /// <summary>The sum over j of p_j times the coupling of i and j, for each i.</summary>
    private static void Field(double[] couplings, ReadOnlySpan<double> probabilities, Span<double> field)
    {
        for (var i = 0; i < field.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < probabilities.Length; j++) sum += probabilities[j] * couplings[(i * probabilities.Length) + j];
            field[i] = sum;
        }
    }

    private static double[] Couplings(double[] lifts, int labelCount)
    {
        var couplings = Array.ConvertAll(lifts, lift => Math.Min(0, Math.Log(lift)));
        for (var n = 0; n < labelCount; n++) couplings[(n * labelCount) + n] = 0;
        return couplings;
    }

    private static double[] CountLifts(PairTable table)
    {
        var labels = table.LabelCount;
        var together = new double[labels * labels];
        for (var item = 0; item < table.Count; item++)
        {
            var target = table.Targets.AsSpan(item * labels, labels);
            for (var i = 0; i < labels; i++)
            {
                if (target[i] == 0) continue;
                for (var j = 0; j < i; j++) together[(i * labels) + j] += target[i] * target[j];
            }
        }

        var lifts = new double[labels * labels];
        Array.Fill(lifts, 1);
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var byChance = table.MeanTarget[i] * table.MeanTarget[j] * table.Count;
                lifts[(i * labels) + j] = lifts[(j * labels) + i] = (together[(i * labels) + j] + 1) / (byChance + 1);
            }
        }

        return lifts;
    }

    private static void CheckLifts(EmotionTaxonomy taxonomy, ReadOnlySpan<double> lifts)
    {
        var labels = taxonomy.Count;
        if (lifts.Length != labels * labels) throw new ArgumentException($"{taxonomy} needs {labels} rows of {labels} lifts, but there are {lifts.Length} lifts.", nameof(lifts));
        foreach (var lift in lifts) CheckRange(lift, 1e-100, 1e100, nameof(lifts));
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (lifts[(i * labels) + j] != lifts[(j * labels) + i])
                    throw new ArgumentException($"The lift of \"{taxonomy[i]}\" and \"{taxonomy[j]}\" must be the same in both orders.", nameof(lifts));
            }
        }
    }

    private void CheckPosition(int index, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Taxonomy.Count, parameterName);
    }
}
