using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>The two quantities that are both called R2. They do not agree, so each has its own name.</summary>
/// <remarks>
/// Pure and thread-safe. Distributions given as numbers must be at least 0 and sum to 1 within 1e-6. A side is flat when its highest and lowest
/// probability differ by no more than 1e-12.
/// </remarks>
public static class DistributionFit
{
    /// <summary>
    /// r^2 = cov(t, p)^2 / (var(t) var(p)) over the labels of one item: 0 to 1. Symmetric. Pearson, Proceedings of the Royal Society 58, 1895.
    /// Blind to scale and sign: 0.9 uniform + 0.1 target scores 1, and so does a prediction that ranks two labels the wrong way round.
    /// </summary>
    /// <param name="target">The votes.</param>
    /// <param name="predicted">The prediction.</param>
    /// <returns>The squared correlation, or null where either side is flat.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double? SquaredPearson(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted)
    {
        ProbabilityPair.Check(target, predicted);
        if (IsFlat(target) || IsFlat(predicted)) return null;
        var (targetMean, predictedMean) = (Mean(target), Mean(predicted));
        var (covariance, targetVariance, predictedVariance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            var (x, y) = (target[i] - targetMean, predicted[i] - predictedMean);
            covariance += x * y;
            targetVariance += x * x;
            predictedVariance += y * y;
        }

        return Math.Min(1, covariance / targetVariance * (covariance / predictedVariance));
    }

    /// <inheritdoc cref="SquaredPearson(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double? SquaredPearson(EmotionDistribution target, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(target, predicted);
        return SquaredPearson(target.Probabilities, predicted.Probabilities);
    }

    /// <summary>
    /// R2 = 1 - SSE / SST of one item, SSE = sum_n (t_n - p_n)^2, SST = sum_n (t_n - mean t)^2: 1 (equal) downwards without bound;
    /// 0 is as good as a uniform prediction. Not symmetric. Wright, "Correlation and Causation", Journal of Agricultural Research 20, 1921.
    /// </summary>
    /// <param name="target">The votes.</param>
    /// <param name="predicted">The prediction.</param>
    /// <returns>The coefficient, or null where the target is flat.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double? CoefficientOfDetermination(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted)
    {
        ProbabilityPair.Check(target, predicted);
        if (IsFlat(target)) return null;
        var mean = Mean(target);
        var (errors, total) = (0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            errors += (target[i] - predicted[i]) * (target[i] - predicted[i]);
            total += (target[i] - mean) * (target[i] - mean);
        }

        return 1 - (errors / total);
    }

    /// <inheritdoc cref="CoefficientOfDetermination(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double? CoefficientOfDetermination(EmotionDistribution target, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(target, predicted);
        return CoefficientOfDetermination(target.Probabilities, predicted.Probabilities);
    }

    /// <summary>
    /// R2 = 1 - SSE / SST over a whole corpus at once: SSE over all items and labels, SST around each label's mean over the items.
    /// 1 (equal) downwards without bound; 0 is as good as always predicting the corpus's own class prior.
    /// </summary>
    /// <param name="targets">The votes, item after item.</param>
    /// <param name="predictions">The predictions, item after item.</param>
    /// <param name="labelCount">The number of labels of an item.</param>
    /// <returns>The coefficient, or null where there is no item or all have the same votes.</returns>
    /// <exception cref="ArgumentException">Different lengths, no whole number of rows, or numbers that are no distribution.</exception>
    public static double? PooledCoefficientOfDetermination(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount)
    {
        ProbabilityPair.CountRows(targets, predictions, labelCount);
        var pooled = new PooledFit(labelCount);
        for (var start = 0; start < targets.Length; start += labelCount)
        {
            var target = targets.Slice(start, labelCount);
            var predicted = predictions.Slice(start, labelCount);
            ProbabilityPair.Check(target, predicted);
            pooled.Add(target, DistributionDistance.BrierScore(target, predicted));
        }

        return pooled.Value;
    }

    internal static bool IsFlat(ReadOnlySpan<double> values)
    {
        var (min, max) = (values[0], values[0]);
        foreach (var value in values) (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return max - min <= ProbabilityTies.Tolerance;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
