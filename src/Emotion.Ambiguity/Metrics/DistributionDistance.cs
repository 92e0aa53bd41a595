using System.Numerics.Tensors;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Metrics;

/// <summary>How far apart two distributions are. All are symmetric.</summary>
/// <remarks>Pure and thread-safe. Distributions given as numbers must be at least 0 and sum to 1 within 1e-6, both in the same order of labels.</remarks>
public static class DistributionDistance
{
    /// <summary>
    /// BC = sum_n sqrt(p_n q_n): 0 (disjoint) to 1 (equal). No logarithm, no epsilon.
    /// Bhattacharyya, "On a Measure of Divergence between Two Statistical Populations", Bulletin of the Calcutta Mathematical Society 35, 1943.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other.</param>
    /// <returns>The coefficient; higher is closer.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double BhattacharyyaCoefficient(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++) sum += Math.Sqrt(first[i] * second[i]);
        return Math.Min(1, sum);
    }

    /// <inheritdoc cref="BhattacharyyaCoefficient(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double BhattacharyyaCoefficient(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return BhattacharyyaCoefficient(first.Probabilities, second.Probabilities);
    }

    /// <summary>
    /// BD = -ln BC, in nats, 0 (equal) upwards. Where BC is 0 (disjoint), both distributions over N labels are first smoothed to
    /// (p + epsilon) / (1 + N epsilon) with epsilon = 1e-8, so that BD is finite (8.52 for two one-hots of four). Bhattacharyya, 1943, as above.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other.</param>
    /// <returns>The distance; no metric in the strict sense (it breaks the triangle inequality).</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double BhattacharyyaDistance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var coefficient = BhattacharyyaCoefficient(first, second);
        return coefficient > 0 ? -Math.Log(coefficient) + 0.0 : SmoothedBhattacharyyaDistance(first, second);
    }

    /// <inheritdoc cref="BhattacharyyaDistance(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double BhattacharyyaDistance(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return BhattacharyyaDistance(first.Probabilities, second.Probabilities);
    }

    /// <summary>
    /// H = sqrt(sum_n (sqrt p_n - sqrt q_n)^2 / 2) = sqrt(1 - BC): 0 (equal) to 1 (disjoint). No logarithm, no epsilon.
    /// Hellinger, Journal fuer die reine und angewandte Mathematik 136, 1909.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other.</param>
    /// <returns>The distance.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double Hellinger(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);

        // 1 - BC would lose half of the digits where the two are nearly equal.
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = Math.Sqrt(first[i]) - Math.Sqrt(second[i]);
            sum += difference * difference;
        }

        return Math.Min(1, Math.Sqrt(sum / 2));
    }

    /// <inheritdoc cref="Hellinger(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double Hellinger(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return Hellinger(first.Probabilities, second.Probabilities);
    }

    /// <summary>TV = sum_n |p_n - q_n| / 2: 0 (equal) to 1 (disjoint), the share of votes that would have to move. Jordan, 1881.</summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other.</param>
    /// <returns>The distance.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double TotalVariation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++) sum += Math.Abs(first[i] - second[i]);
        return Math.Min(1, sum / 2);
    }

    /// <inheritdoc cref="TotalVariation(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double TotalVariation(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return TotalVariation(first.Probabilities, second.Probabilities);
    }

    /// <summary>
    /// cos = sum_n p_n q_n / (|p| |q|): 0 (disjoint) to 1 (equal). Salton and McGill, "Introduction to Modern Information Retrieval", 1983.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other.</param>
    /// <returns>The similarity; higher is closer. Forgiving: a flat prediction still reaches 0.5 against a one-hot of four.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double CosineSimilarity(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);
        var norms = TensorPrimitives.SumOfSquares(first) * TensorPrimitives.SumOfSquares(second);
        return Math.Min(1, TensorPrimitives.Dot(first, second) / Math.Sqrt(norms));
    }

    /// <inheritdoc cref="CosineSimilarity(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double CosineSimilarity(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return CosineSimilarity(first.Probabilities, second.Probabilities);
    }

    /// <summary>
    /// B = sum_n (p_n - q_n)^2: 0 (equal) to 2 (two different one-hots). The sum over the labels, not their mean.
    /// Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950.
    /// </summary>
    /// <param name="first">One distribution, for Brier's own score the one-hot of what happened.</param>
    /// <param name="second">The other.</param>
    /// <returns>The score; lower is closer.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double BrierScore(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++) sum += (first[i] - second[i]) * (first[i] - second[i]);
        return Math.Min(2, sum);
    }

    /// <inheritdoc cref="BrierScore(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double BrierScore(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return BrierScore(first.Probabilities, second.Probabilities);
    }

    internal static double SmoothedBhattacharyyaDistance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        const double Epsilon = DistributionDivergence.DefaultEpsilon;
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++) sum += Math.Sqrt((first[i] + Epsilon) * (second[i] + Epsilon));
        return -Math.Log(sum / (1 + (first.Length * Epsilon)));
    }
}
