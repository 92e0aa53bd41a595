using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Metrics;

/// <summary>How much one distribution tells about another, in nats (natural logarithms).</summary>
/// <remarks>
/// Pure and thread-safe. Distributions given as numbers must be at least 0 and sum to 1 within 1e-6. 0 log 0 counts as 0.
/// The distribution in the denominator q of a Kullback-Leibler divergence or cross entropy over N labels is smoothed to
/// (q + epsilon) / (1 + N epsilon), so that both are finite. For a one-hot prediction that misses, epsilon alone sets the value
/// (18.42 nats for 1e-8): report the epsilon beside the number.
/// </remarks>
public static class DistributionDivergence
{
    /// <summary>The epsilon that is used where none is named: 1e-8.</summary>
    public const double DefaultEpsilon = 1e-8;

    /// <summary>
    /// D(reference || predicted) = sum_n r_n ln(r_n / q_n), q the smoothed prediction; 0 (equal, up to epsilon) to -ln(epsilon) or so. Not symmetric:
    /// swap the arguments for the other direction. Kullback and Leibler, "On Information and Sufficiency", Annals of Mathematical Statistics 22, 1951.
    /// </summary>
    /// <param name="reference">The votes, or whatever the prediction should be like.</param>
    /// <param name="predicted">The prediction, in the same order of labels.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> reference, ReadOnlySpan<double> predicted) =>
        KullbackLeibler(reference, predicted, DefaultEpsilon);

    /// <summary>The same as <see cref="KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double})"/> with an epsilon of the caller's.</summary>
    /// <param name="reference">The votes, or whatever the prediction should be like.</param>
    /// <param name="predicted">The prediction, in the same order of labels.</param>
    /// <param name="epsilon">Added to each entry of the prediction before it is normalised again; a finite number above 0.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The epsilon is not a finite number above 0.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> reference, ReadOnlySpan<double> predicted, double epsilon)
    {
        CheckEpsilon(epsilon);
        ProbabilityPair.Check(reference, predicted);
        var norm = 1 + (reference.Length * epsilon);
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++) sum += ProbabilityPair.XLogY(reference[i], reference[i] * norm / (predicted[i] + epsilon));
        return Math.Max(0, sum);
    }

    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double KullbackLeibler(EmotionDistribution reference, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(reference, predicted);
        return KullbackLeibler(reference.Probabilities, predicted.Probabilities);
    }

    /// <summary>
    /// H(reference, predicted) = -sum_n r_n ln q_n, q the smoothed prediction: the entropy of the reference plus D(reference || predicted).
    /// 0 to -ln(epsilon) or so; not symmetric. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.
    /// </summary>
    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double CrossEntropy(ReadOnlySpan<double> reference, ReadOnlySpan<double> predicted) =>
        CrossEntropy(reference, predicted, DefaultEpsilon);

    /// <summary>The same as <see cref="CrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/> with an epsilon of the caller's.</summary>
    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double}, double)"/>
    public static double CrossEntropy(ReadOnlySpan<double> reference, ReadOnlySpan<double> predicted, double epsilon)
    {
        CheckEpsilon(epsilon);
        ProbabilityPair.Check(reference, predicted);
        var norm = 1 + (reference.Length * epsilon);
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++) sum -= ProbabilityPair.XLogY(reference[i], (predicted[i] + epsilon) / norm);
        return Math.Max(0, sum);
    }

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double CrossEntropy(EmotionDistribution reference, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(reference, predicted);
        return CrossEntropy(reference.Probabilities, predicted.Probabilities);
    }

    /// <summary>
    /// JSD = D(p || m) / 2 + D(q || m) / 2 with m = (p + q) / 2: 0 (equal) to ln 2 (disjoint). Symmetric, no epsilon.
    /// Lin, "Divergence Measures Based on the Shannon Entropy", IEEE Transactions on Information Theory 37, 1991.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other, in the same order of labels.</param>
    /// <returns>Nats; divide by ln 2 for bits.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double JensenShannonDivergence(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ProbabilityPair.Check(first, second);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var middle = (first[i] + second[i]) / 2;
            sum += ProbabilityPair.XLogY(first[i], first[i] / middle) + ProbabilityPair.XLogY(second[i], second[i] / middle);
        }

        return Math.Clamp(sum / 2, 0, Math.Log(2));
    }

    /// <inheritdoc cref="JensenShannonDivergence(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double JensenShannonDivergence(EmotionDistribution first, EmotionDistribution second)
    {
        ProbabilityPair.Check(first, second);
        return JensenShannonDivergence(first.Probabilities, second.Probabilities);
    }

    /// <summary>
    /// The square root of <see cref="JensenShannonDivergence(ReadOnlySpan{double}, ReadOnlySpan{double})"/>: 0 (equal) to sqrt(ln 2) = 0.8326 (disjoint).
    /// A metric in the strict sense. Endres and Schindelin, "A New Metric for Probability Distributions", IEEE Transactions on Information Theory 49, 2003.
    /// </summary>
    /// <param name="first">One distribution.</param>
    /// <param name="second">The other, in the same order of labels.</param>
    /// <returns>The distance, in the root of nats.</returns>
    /// <exception cref="ArgumentException">Other lengths, none, or numbers that are no distribution.</exception>
    public static double JensenShannonDistance(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Math.Sqrt(JensenShannonDivergence(first, second));

    /// <inheritdoc cref="JensenShannonDistance(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    /// <exception cref="ArgumentException">The two are over different taxonomies.</exception>
    public static double JensenShannonDistance(EmotionDistribution first, EmotionDistribution second) =>
        Math.Sqrt(JensenShannonDivergence(first, second));

    private static void CheckEpsilon(double epsilon)
    {
        if (!(epsilon > 0) || double.IsInfinity(epsilon))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "The epsilon must be a finite number above 0.");
    }
}
