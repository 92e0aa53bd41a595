namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Scores of top labels, of their confidence and of the pooled fit, out of sums.</summary>
internal static class ClassScores
{
    /// <summary>As <see cref="Metrics.ClassificationScores.MacroF1"/>.</summary>
    public static double? MacroF1(StatisticsLayout layout, ReadOnlySpan<double> sums)
    {
        var (sum, labels) = (0.0, 0);
        for (var n = 0; n < layout.LabelCount; n++)
        {
            if (F1(layout, sums, n) is not { } f1) continue;
            sum += f1;
            labels++;
        }

        return CorpusMetrics.Divide(sum, labels);
    }

    /// <summary>As <see cref="Metrics.ClassificationScores.WeightedF1"/>.</summary>
    public static double? WeightedF1(StatisticsLayout layout, ReadOnlySpan<double> sums)
    {
        var sum = 0.0;
        for (var n = 0; n < layout.LabelCount; n++) sum += sums[layout.TopTarget + n] * (F1(layout, sums, n) ?? 0);
        return CorpusMetrics.Divide(sum, sums[StatisticsLayout.ClassifiedCount]);
    }

    /// <summary>As <see cref="Metrics.ClassificationScores.UnweightedAverageRecall"/>.</summary>
    public static double? UnweightedAverageRecall(StatisticsLayout layout, ReadOnlySpan<double> sums)
    {
        var (sum, labels) = (0.0, 0);
        for (var n = 0; n < layout.LabelCount; n++)
        {
            if (!(sums[layout.TopTarget + n] > 0)) continue;
            sum += sums[layout.TruePositive + n] / sums[layout.TopTarget + n];
            labels++;
        }

        return CorpusMetrics.Divide(sum, labels);
    }

    /// <summary>As <see cref="Metrics.CalibrationError.Expected"/> over ten bins of equal width.</summary>
    public static double? ExpectedCalibrationError(StatisticsLayout layout, ReadOnlySpan<double> sums)
    {
        var (error, count) = (0.0, 0.0);
        for (var b = 0; b < StatisticsLayout.Bins; b++)
        {
            count += sums[layout.BinCount + b];
            error += Math.Abs(sums[layout.BinRight + b] - sums[layout.BinConfidence + b]);
        }

        return CorpusMetrics.Divide(error, count);
    }

    /// <summary>As <see cref="Metrics.DistributionFit.PooledCoefficientOfDetermination"/>.</summary>
    public static double? PooledDetermination(StatisticsLayout layout, ReadOnlySpan<double> sums)
    {
        var count = sums[StatisticsLayout.Count];
        if (!(count > 0)) return null;
        var total = sums[StatisticsLayout.SquaredTarget];
        for (var n = 0; n < layout.LabelCount; n++) total -= sums[StatisticsLayout.Target + n] * sums[StatisticsLayout.Target + n] / count;
        return total > 1e-12 * sums[StatisticsLayout.SquaredTarget] ? 1 - (sums[StatisticsLayout.SquaredError] / total) : null;
    }

    private static double? F1(StatisticsLayout layout, ReadOnlySpan<double> sums, int label) =>
        CorpusMetrics.Divide(2 * sums[layout.TruePositive + label], sums[layout.TopTarget + label] + sums[layout.TopPredicted + label]);
}
