using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What one item adds to the sums. Pure.</summary>
internal static class PairStatistics
{
    /// <summary>Overwrites a row of numbers with those of one pair.</summary>
    public static void Write(StatisticsLayout layout, EmotionDistribution target, EmotionDistribution prediction, Span<double> row)
    {
        row.Clear();
        var t = target.Probabilities;
        var p = prediction.Probabilities;
        row[StatisticsLayout.Count] = 1;
        row[StatisticsLayout.KullbackLeibler] = DistributionDivergence.KullbackLeibler(t, p);
        row[StatisticsLayout.ReverseKullbackLeibler] = DistributionDivergence.KullbackLeibler(p, t);
        row[StatisticsLayout.CrossEntropy] = DistributionDivergence.CrossEntropy(t, p);
        row[StatisticsLayout.JensenShannonDivergence] = DistributionDivergence.JensenShannonDivergence(t, p);
        row[StatisticsLayout.JensenShannonDistance] = Math.Sqrt(row[StatisticsLayout.JensenShannonDivergence]);
        row[StatisticsLayout.BhattacharyyaCoefficient] = DistributionDistance.BhattacharyyaCoefficient(t, p);
        row[StatisticsLayout.BhattacharyyaDistance] = DistributionDistance.BhattacharyyaDistance(t, p);
        row[StatisticsLayout.Hellinger] = DistributionDistance.Hellinger(t, p);
        row[StatisticsLayout.TotalVariation] = DistributionDistance.TotalVariation(t, p);
        row[StatisticsLayout.Cosine] = DistributionDistance.CosineSimilarity(t, p);
        row[StatisticsLayout.Brier] = DistributionDistance.BrierScore(t, p);
        Add(DistributionFit.SquaredPearson(t, p), row, StatisticsLayout.SquaredPearson);
        Add(DistributionFit.CoefficientOfDetermination(t, p), row, StatisticsLayout.Determination);
        row[StatisticsLayout.TopTwoOverlap] = TopKAgreement.Overlap(t, p, 2);
        WriteEntropies(target.Entropy, prediction.Entropy, row);
        WriteFit(layout, t, p, row);
        WriteTopLabels(layout, target, prediction, row);
    }

    /// <summary>The bin of a confidence, as <see cref="CalibrationError.EqualWidthBins"/> has it.</summary>
    public static int Bin(double confidence) => Math.Min(StatisticsLayout.Bins - 1, (int)(confidence * StatisticsLayout.Bins));

    private static void Add(double? value, Span<double> row, int at)
    {
        if (value is not { } defined) return;
        row[at] = defined;
        row[at + 1] = 1;
    }

    private static void WriteEntropies(double target, double predicted, Span<double> row)
    {
        row[StatisticsLayout.TargetEntropy] = target;
        row[StatisticsLayout.PredictedEntropy] = predicted;
        row[StatisticsLayout.EntropyError] = Math.Abs(predicted - target);
        row[StatisticsLayout.SquaredTargetEntropy] = target * target;
        row[StatisticsLayout.SquaredPredictedEntropy] = predicted * predicted;
        row[StatisticsLayout.EntropyProduct] = target * predicted;
    }

    private static void WriteFit(StatisticsLayout layout, ReadOnlySpan<double> target, ReadOnlySpan<double> prediction, Span<double> row)
    {
        for (var n = 0; n < target.Length; n++)
        {
            row[StatisticsLayout.SquaredError] += (target[n] - prediction[n]) * (target[n] - prediction[n]);
            row[StatisticsLayout.SquaredTarget] += target[n] * target[n];
            row[StatisticsLayout.Target + n] = target[n];
        }
    }

    private static void WriteTopLabels(StatisticsLayout layout, EmotionDistribution target, EmotionDistribution prediction, Span<double> row)
    {
        var (voted, predicted) = (target.TopIndex, prediction.TopIndex);
        var right = voted == predicted ? 1 : 0;
        var confidence = Math.Min(1, prediction[predicted]);
        row[layout.BinCount + Bin(confidence)] = 1;
        row[layout.BinConfidence + Bin(confidence)] = confidence;
        row[layout.BinRight + Bin(confidence)] = right;
        if (target.IsTied) return;
        row[StatisticsLayout.ClassifiedCount] = 1;
        row[layout.TruePositive + voted] = right;
        row[layout.TopTarget + voted] = 1;
        row[layout.TopPredicted + predicted] = 1;
    }
}
