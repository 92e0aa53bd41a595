using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Fusion;

/// <summary>How people voted on an utterance, and what each expert says. Immutable and thread-safe.</summary>
public sealed record FusionItem
{
    /// <summary>Creates an item.</summary>
    /// <param name="target">The votes.</param>
    /// <param name="predictions">One an expert, in the experts' order; null where the expert has no valid answer.</param>
    /// <exception cref="ArgumentException">A prediction is over another taxonomy than the votes.</exception>
    public FusionItem(EmotionDistribution target, params IEnumerable<EmotionDistribution?> predictions)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(predictions);
        (Target, Predictions) = (target, [.. predictions]);
        if (Predictions.FirstOrDefault(p => p is not null && !p.Taxonomy.Equals(target.Taxonomy)) is { } other)
            throw new ArgumentException($"A prediction is over {other.Taxonomy}, but the votes are over {target.Taxonomy}.", nameof(predictions));
    }

    /// <summary>The votes.</summary>
    public EmotionDistribution Target { get; }

    /// <summary>What each expert says, or null.</summary>
    public ImmutableArray<EmotionDistribution?> Predictions { get; }
}
