using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration.Fitting;

/// <summary>Checked pairs as flat tables, item after item.</summary>
internal sealed class PairTable
{
    private PairTable(EmotionTaxonomy taxonomy, int count)
    {
        (Taxonomy, Count) = (taxonomy, count);
        (Targets, Predictions, LogPredictions) = (new double[count * LabelCount], new double[count * LabelCount], new double[count * LabelCount]);
        (MeanTarget, MeanPrediction) = (new double[LabelCount], new double[LabelCount]);
    }

    public EmotionTaxonomy Taxonomy { get; }

    public int Count { get; }

    public int LabelCount => Taxonomy.Count;

    public double[] Targets { get; }

    /// <summary>The predictions without zeros.</summary>
    public double[] Predictions { get; }

    public double[] LogPredictions { get; }

    public double[] MeanTarget { get; }

    /// <summary>The mean of the predictions without zeros, so above 0.</summary>
    public double[] MeanPrediction { get; }

    public static PairTable Create(IReadOnlyList<CalibrationPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            throw new ArgumentException("There are no pairs to fit on. Give at least one item with votes and a readable answer; some dozens are better.", nameof(pairs));
        for (var i = 0; i < pairs.Count; i++) Check(pairs, i);
        var table = new PairTable(pairs[0].Target.Taxonomy, pairs.Count);
        for (var i = 0; i < pairs.Count; i++) table.Set(i, pairs[i]);
        for (var n = 0; n < table.LabelCount; n++)
        {
            for (var k = n; k < table.Targets.Length; k += table.LabelCount)
            {
                table.MeanTarget[n] += table.Targets[k] / table.Count;
                table.MeanPrediction[n] += table.Predictions[k] / table.Count;
            }
        }

        return table;
    }

    private static void Check(IReadOnlyList<CalibrationPair> pairs, int index)
    {
        if (pairs[index] is not { } pair) throw new ArgumentException($"The pair at position {index} is null.", nameof(pairs));
        var taxonomy = pairs[0].Target.Taxonomy;
        var other = pair.Target.Taxonomy.Equals(taxonomy) ? pair.Prediction.Taxonomy : pair.Target.Taxonomy;
        if (!other.Equals(taxonomy))
        {
            throw new ArgumentException(
                $"The pair at position {index} is over {other}, but the first target is over {taxonomy}. Bring all targets and predictions into one taxonomy before the fit.", nameof(pairs));
        }
    }

    private void Set(int item, CalibrationPair pair)
    {
        var row = item * LabelCount;
        pair.Target.Probabilities.CopyTo(Targets.AsSpan(row));
        DistributionCalibrator.Smooth(pair.Prediction.Probabilities, Predictions.AsSpan(row, LabelCount), LogPredictions.AsSpan(row, LabelCount));
    }
}
