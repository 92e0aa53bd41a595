using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Whether predictions are as certain as the voters: entropies in nats, their errors and their correlation over a corpus.</summary>
/// <remarks>Pure and thread-safe. Entropy is Shannon's, "A Mathematical Theory of Communication", Bell System Technical Journal 27, 1948.</remarks>
public static class EntropyAgreement
{
    /// <summary>H = -sum_n p_n ln p_n, in nats: 0 (one-hot) to ln N (flat). 0 log 0 counts as 0.</summary>
    /// <param name="probabilities">At least 0, sum 1 within 1e-6.</param>
    /// <returns>Nats; divide by ln N for a figure that can be compared between taxonomies.</returns>
    /// <exception cref="ArgumentException">None, or numbers that are no distribution.</exception>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        ProbabilityPair.Check(probabilities, nameof(probabilities));
        var sum = 0.0;
        foreach (var p in probabilities) sum -= ProbabilityPair.XLogY(p, p);
        return Math.Max(0, sum);
    }

    /// <summary>H(predicted) - H(target), in nats: above 0 where the prediction is less certain than the voters. -ln N to ln N.</summary>
    /// <param name="target">The votes.</param>
    /// <param name="predicted">The prediction.</param>
    /// <returns>The signed error; its mean over a corpus hides errors that cancel, so report the mean of its absolute value as well.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double Error(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted)
    {
        ProbabilityPair.Check(target, predicted);
        return Entropy(predicted) - Entropy(target);
    }

    /// <inheritdoc cref="Error(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double Error(EmotionDistribution target, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(target, predicted);
        return predicted.Entropy - target.Entropy;
    }

    /// <summary>Pearson's r of the entropies of a corpus: -1 to 1. Pearson, Proceedings of the Royal Society 58, 1895.</summary>
    /// <param name="targetEntropies">The entropy of each item's votes.</param>
    /// <param name="predictedEntropies">The entropy of each item's prediction, in the same order.</param>
    /// <returns>The correlation, or null with fewer than two items or where all entropies of a side are the same.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a number that is not finite.</exception>
    public static double? PearsonCorrelation(ReadOnlySpan<double> targetEntropies, ReadOnlySpan<double> predictedEntropies) =>
        RankStatistics.Pearson(targetEntropies, predictedEntropies);

    /// <summary>
    /// Spearman's rho of the entropies of a corpus: Pearson's r of their ranks, equal ones sharing their mean rank; -1 to 1.
    /// Spearman, "The Proof and Measurement of Association between Two Things", American Journal of Psychology 15, 1904.
    /// Numbers are compared as they are, as scipy does: the same votes in another order of labels can differ in their last bits and so in their rank
    /// (0.001 of rho on a few hundred items). The overload with a tolerance counts them as equal.
    /// </summary>
    /// <param name="targetEntropies">The entropy of each item's votes.</param>
    /// <param name="predictedEntropies">The entropy of each item's prediction, in the same order.</param>
    /// <returns>The correlation, or null with fewer than two items or where all entropies of a side are the same.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a number that is not finite.</exception>
    public static double? SpearmanCorrelation(ReadOnlySpan<double> targetEntropies, ReadOnlySpan<double> predictedEntropies) =>
        RankStatistics.Spearman(targetEntropies, predictedEntropies);

    /// <summary>Spearman's rho as above, of entropies rounded to a multiple of a tolerance first.</summary>
    /// <param name="targetEntropies">The entropy of each item's votes.</param>
    /// <param name="predictedEntropies">The entropy of each item's prediction, in the same order.</param>
    /// <param name="tieTolerance">In nats, finite and above 0; 1e-12 removes what is only rounding.</param>
    /// <returns>The correlation, or null with fewer than two items or where all entropies of a side are the same.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a number that is not finite.</exception>
    public static double? SpearmanCorrelation(ReadOnlySpan<double> targetEntropies, ReadOnlySpan<double> predictedEntropies, double tieTolerance)
    {
        if (!(tieTolerance > 0) || double.IsInfinity(tieTolerance))
            throw new ArgumentOutOfRangeException(nameof(tieTolerance), tieTolerance, "A tolerance must be finite and above 0.");
        return RankStatistics.Spearman(targetEntropies, predictedEntropies, tieTolerance);
    }
}
