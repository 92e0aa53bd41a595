using System.Numerics.Tensors;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>A vector of features and how people voted on the utterance that it was taken from.</summary>
/// <remarks>Immutable and thread-safe as long as the memory it was made of is left alone.</remarks>
public sealed record ProbeExample
{
    /// <summary>Creates an example.</summary>
    /// <param name="features">The features, 1 or more. A NaN stands for one that is not known.</param>
    /// <param name="target">The votes.</param>
    /// <param name="group">
    /// What it shares with other examples (the speaker, the dialogue): a fold has all examples of a group or none. Null for an example of its own.
    /// </param>
    /// <exception cref="ArgumentException">There are no features, or one is infinite.</exception>
    public ProbeExample(ReadOnlyMemory<double> features, EmotionDistribution target, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (features.IsEmpty) throw new ArgumentException("An example needs features.", nameof(features));
        foreach (var value in features.Span)
        {
            if (double.IsInfinity(value)) throw new ArgumentException("A feature is infinite.", nameof(features));
        }

        (Features, Target, Group) = (features, target, group);
    }

    /// <summary>Creates an example of features in single precision (hidden states), which it copies.</summary>
    /// <inheritdoc cref="ProbeExample(ReadOnlyMemory{double}, EmotionDistribution, string?)"/>
    public ProbeExample(ReadOnlyMemory<float> features, EmotionDistribution target, string? group = null) : this(Widen(features.Span), target, group)
    {
    }

    /// <summary>The features.</summary>
    public ReadOnlyMemory<double> Features { get; }

    /// <summary>The votes.</summary>
    public EmotionDistribution Target { get; }

    /// <summary>What it shares with other examples, or null.</summary>
    public string? Group { get; }

    private static ReadOnlyMemory<double> Widen(ReadOnlySpan<float> features)
    {
        var widened = new double[features.Length];
        TensorPrimitives.ConvertChecked(features, widened);
        return widened;
    }
}
