namespace Emotion.Ambiguity.Metrics;

/// <summary>The means of all distribution metrics over a corpus. Immutable and thread-safe.</summary>
/// <remarks>Natural logarithms, epsilon 1e-8; each formula stands at the method that computes it for one pair.</remarks>
public sealed record DistributionMetricsSummary
{
    /// <summary>The number of pairs.</summary>
    public required long Count { get; init; }

    /// <summary>D(target || prediction): <see cref="DistributionDivergence.KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean KullbackLeibler { get; init; }

    /// <summary>D(prediction || target), the other direction.</summary>
    public required MetricMean ReverseKullbackLeibler { get; init; }

    /// <summary><see cref="DistributionDivergence.CrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/> of target and prediction.</summary>
    public required MetricMean CrossEntropy { get; init; }

    /// <summary><see cref="DistributionDivergence.JensenShannonDivergence(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean JensenShannonDivergence { get; init; }

    /// <summary><see cref="DistributionDivergence.JensenShannonDistance(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean JensenShannonDistance { get; init; }

    /// <summary><see cref="DistributionDistance.BhattacharyyaCoefficient(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean BhattacharyyaCoefficient { get; init; }

    /// <summary><see cref="DistributionDistance.BhattacharyyaDistance(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean BhattacharyyaDistance { get; init; }

    /// <summary><see cref="DistributionDistance.Hellinger(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean Hellinger { get; init; }

    /// <summary><see cref="DistributionDistance.TotalVariation(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean TotalVariation { get; init; }

    /// <summary><see cref="DistributionDistance.CosineSimilarity(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean CosineSimilarity { get; init; }

    /// <summary><see cref="DistributionDistance.BrierScore(ReadOnlySpan{double}, ReadOnlySpan{double})"/>.</summary>
    public required MetricMean BrierScore { get; init; }

    /// <summary><see cref="DistributionFit.SquaredPearson(ReadOnlySpan{double}, ReadOnlySpan{double})"/>; pairs with a flat side are skipped.</summary>
    public required MetricMean SquaredPearson { get; init; }

    /// <summary><see cref="DistributionFit.CoefficientOfDetermination(ReadOnlySpan{double}, ReadOnlySpan{double})"/>; flat targets are skipped.</summary>
    public required MetricMean CoefficientOfDetermination { get; init; }

    /// <summary>
    /// <see cref="DistributionFit.PooledCoefficientOfDetermination(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>;
    /// null where there is no pair or all targets are the same.
    /// </summary>
    public required double? PooledCoefficientOfDetermination { get; init; }

    /// <summary>The entropy of the targets, in nats.</summary>
    public required MetricMean TargetEntropy { get; init; }

    /// <summary>The entropy of the predictions, in nats.</summary>
    public required MetricMean PredictedEntropy { get; init; }

    /// <summary>|H(prediction) - H(target)|, in nats; the signed mean is the difference of the two above.</summary>
    public required MetricMean AbsoluteEntropyError { get; init; }

    /// <summary>
    /// Pearson's r of the entropies of targets and predictions, -1 to 1; null with fewer than two pairs or where all entropies of a side are the same.
    /// For Spearman's rho, which needs all entropies at once, see <see cref="EntropyAgreement"/>.
    /// </summary>
    public required double? EntropyPearson { get; init; }
}
