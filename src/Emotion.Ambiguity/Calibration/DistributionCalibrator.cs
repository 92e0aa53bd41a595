using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Calibration;

/// <summary>Corrects what an extractor systematically gets wrong: a prediction in, the distribution that listeners would rather give out.</summary>
/// <remarks>
/// Immutable and thread-safe. Every calibrator works on the logarithms of p' = (p + epsilon) / (1 + N epsilon), epsilon = 1e-8 over N labels, so that a
/// probability of 0 has one; the metrics smooth a prediction the same way. A label with p = 0 is therefore a very unlikely one, not an impossible one.
/// </remarks>
public abstract class DistributionCalibrator
{
    // More than any fit gives, and small enough that scores stay finite.
    private protected const double LargestParameter = 1e6;

    private protected DistributionCalibrator(EmotionTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        Taxonomy = taxonomy;
    }

    /// <summary>The labels of the predictions that it corrects.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>The method's name in options, files and reports: "temperature", "vector", "prior" or "cooccurrence". Never changes.</summary>
    public abstract string Method { get; }

    /// <summary>Corrects a prediction.</summary>
    /// <param name="prediction">What an extractor read, over <see cref="Taxonomy"/>.</param>
    /// <returns>The corrected distribution, over the same taxonomy.</returns>
    /// <exception cref="ArgumentException">The prediction is over another taxonomy.</exception>
    public EmotionDistribution Apply(EmotionDistribution prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (!prediction.Taxonomy.Equals(Taxonomy))
        {
            throw new ArgumentException(
                $"The prediction is over {prediction.Taxonomy}, but the calibrator is over {Taxonomy}. Fit one on predictions over the same labels.", nameof(prediction));
        }

        var smoothed = new double[Taxonomy.Count];
        var scores = new double[Taxonomy.Count];
        Smooth(prediction.Probabilities, smoothed, scores);
        Adjust(smoothed, scores);
        ScoreSoftmax.Apply(scores);
        return EmotionDistribution.FromWeights(Taxonomy, scores);
    }

    /// <summary>Changes the logarithms of probabilities into scores, whose softmax is the result.</summary>
    /// <param name="smoothed">The prediction without zeros.</param>
    /// <param name="scores">Its logarithms; finite scores when it returns.</param>
    private protected abstract void Adjust(ReadOnlySpan<double> smoothed, Span<double> scores);

    /// <summary>The prediction without zeros, and its logarithms.</summary>
    internal static void Smooth(ReadOnlySpan<double> probabilities, Span<double> smoothed, Span<double> logarithms)
    {
        var norm = 1 + (probabilities.Length * DistributionDivergence.DefaultEpsilon);
        for (var n = 0; n < probabilities.Length; n++)
        {
            smoothed[n] = (probabilities[n] + DistributionDivergence.DefaultEpsilon) / norm;
            logarithms[n] = Math.Log(smoothed[n]);
        }
    }

    private protected static void CheckRange(double value, double min, double max, string parameterName)
    {
        if (!(value >= min && value <= max))
            throw new ArgumentOutOfRangeException(parameterName, value, FormattableString.Invariant($"The {parameterName} must be from {min} to {max} but is {value}."));
    }

    private protected static void CheckAll(EmotionTaxonomy taxonomy, ReadOnlySpan<double> values, double min, double max, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (values.Length != taxonomy.Count) throw new ArgumentException($"{taxonomy} needs {taxonomy.Count} {parameterName}, but there are {values.Length}.", parameterName);
        foreach (var value in values) CheckRange(value, min, max, parameterName);
    }
}
