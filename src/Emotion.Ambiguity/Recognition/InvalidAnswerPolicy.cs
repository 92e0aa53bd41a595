using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Recognition;

/// <summary>What happens to an utterance whose answer could not be read. Whatever is chosen, the result's diagnostics say that it was used.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class InvalidAnswerPolicy
{
    private readonly Func<EmotionTaxonomy, EmotionDistribution?> _replacement;

    private InvalidAnswerPolicy(string name, Func<EmotionTaxonomy, EmotionDistribution?> replacement) => (Name, _replacement) = (name, replacement);

    /// <summary>No distribution: the item is left out and counted, as in the paper. The default.</summary>
    public static InvalidAnswerPolicy Skip { get; } = new("skip", _ => null);

    /// <summary>Every label equally likely.</summary>
    public static InvalidAnswerPolicy Uniform { get; } = new("uniform", EmotionDistribution.Uniform);

    /// <summary>Certainly neutral. Needs a taxonomy with such a label.</summary>
    public static InvalidAnswerPolicy OneHotNeutral { get; } = new("one-hot-neutral", OneHotOfNeutral);

    /// <summary>An <see cref="InvalidAnswerException"/>.</summary>
    public static InvalidAnswerPolicy Throw { get; } = new("throw", _ => null) { Throws = true };

    /// <summary>A short name for options and diagnostics.</summary>
    public string Name { get; }

    internal bool Throws { get; private init; }

    internal int Retries { get; private init; }

    internal double RetryTemperature { get; private init; }

    /// <summary>How often the labels occur elsewhere.</summary>
    /// <param name="prior">The distribution to answer with, over the recognizer's taxonomy.</param>
    /// <returns>The policy.</returns>
    public static InvalidAnswerPolicy LabelPrior(EmotionDistribution prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return new("label-prior", taxonomy => prior.Taxonomy.Equals(taxonomy)
            ? prior
            : throw new ArgumentException($"The label prior is over {prior.Taxonomy}, but the recognizer is over {taxonomy}.", nameof(prior)));
    }

    /// <summary>Asks again with sampling, and falls back to another policy when that does not help either.</summary>
    /// <param name="attempts">How often to ask again, 1 or more; attempt k uses seed k, so that results can be repeated.</param>
    /// <param name="temperature">The sampling temperature, above 0.</param>
    /// <param name="then">What to do when no attempt can be read; not another retry.</param>
    /// <returns>The policy.</returns>
    public static InvalidAnswerPolicy Retry(int attempts, double temperature, InvalidAnswerPolicy then)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(attempts);
        if (!(temperature > 0) || double.IsInfinity(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A sampling temperature must be a finite number above 0.");
        ArgumentNullException.ThrowIfNull(then);
        if (then.Retries > 0) throw new ArgumentException("A retry cannot fall back to another retry; ask for more attempts.", nameof(then));
        return new(then.Name, then._replacement) { Throws = then.Throws, Retries = attempts, RetryTemperature = temperature };
    }

    /// <summary>The distribution that stands in, or null to leave the item out.</summary>
    internal EmotionDistribution? Replace(EmotionTaxonomy taxonomy) => _replacement(taxonomy);

    private static EmotionDistribution OneHotOfNeutral(EmotionTaxonomy taxonomy)
    {
        var neutral = taxonomy.IndexOf("neutral");
        return neutral >= 0
            ? EmotionDistribution.OneHot(taxonomy, neutral)
            : throw new ArgumentException($"The policy one-hot-neutral needs a label \"neutral\", but {taxonomy} has none.", nameof(taxonomy));
    }
}
