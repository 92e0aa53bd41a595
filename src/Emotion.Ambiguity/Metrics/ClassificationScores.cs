namespace Emotion.Ambiguity.Metrics;

/// <summary>How well the top label is hit: what is left of a distribution when only its highest label counts.</summary>
/// <remarks>
/// Immutable and thread-safe. All are shares from 0 to 1 and null where no item was counted. Precision is TP / (TP + FP), recall TP / (TP + FN),
/// F1 = 2 TP / (2 TP + FP + FN) (van Rijsbergen, "Information Retrieval", 1979). A label that is never predicted but occurs has F1 0.
/// </remarks>
public sealed record ClassificationScores
{
    private ClassificationScores()
    {
    }

    /// <summary>The number of items behind the scores.</summary>
    public long Count { get; private init; }

    /// <summary>The number of items that were left out, because their voters are tied.</summary>
    public long LeftOutCount { get; private init; }

    /// <summary>The share of items whose label was hit.</summary>
    public double? Accuracy { get; private init; }

    /// <summary>The mean F1 of the labels that occur as a target or as a prediction.</summary>
    public double? MacroF1 { get; private init; }

    /// <summary>The mean F1 of the labels, weighted by how often each is the target.</summary>
    public double? WeightedF1 { get; private init; }

    /// <summary>UAR: the mean recall of the labels that occur as a target. Schuller et al., "The INTERSPEECH 2009 Emotion Challenge", 2009.</summary>
    public double? UnweightedAverageRecall { get; private init; }

    /// <summary>Computes the scores of a matrix.</summary>
    /// <param name="matrix">The counts.</param>
    /// <returns>The scores.</returns>
    public static ClassificationScores From(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.TotalCount == 0) return new() { LeftOutCount = matrix.LeftOutCount };
        var (hits, f1Sum, weightedSum, recallSum) = (0L, 0.0, 0.0, 0.0);
        var (seen, targets) = (0, 0);
        for (var label = 0; label < matrix.LabelCount; label++)
        {
            var (right, asTarget, asPrediction) = (matrix[label, label], matrix.TargetCount(label), matrix.PredictedCount(label));
            if (asTarget + asPrediction == 0) continue;
            var f1 = 2.0 * right / (asTarget + asPrediction);
            (seen, f1Sum, weightedSum, hits) = (seen + 1, f1Sum + f1, weightedSum + (f1 * asTarget), hits + right);
            if (asTarget > 0) (targets, recallSum) = (targets + 1, recallSum + ((double)right / asTarget));
        }

        return new()
        {
            Count = matrix.TotalCount,
            LeftOutCount = matrix.LeftOutCount,
            Accuracy = (double)hits / matrix.TotalCount,
            MacroF1 = f1Sum / seen,
            WeightedF1 = weightedSum / matrix.TotalCount,
            UnweightedAverageRecall = recallSum / targets,
        };
    }
}
