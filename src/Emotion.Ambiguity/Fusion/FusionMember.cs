using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Fusion;

/// <summary>A recognizer of a fused one, and its name. Immutable and thread-safe.</summary>
public sealed record FusionMember
{
    /// <summary>Creates a member.</summary>
    /// <param name="name">A short name without a slash ("text"): its extractors are then the experts "text/likelihood" and so on.</param>
    /// <param name="recognizer">The recognizer.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public FusionMember(string name, IAmbiguousEmotionRecognizer recognizer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(recognizer);
        if (name.Contains(Separator, StringComparison.Ordinal)) throw new ArgumentException($"The name \"{name}\" must not have a slash, which parts it from the extractor's.", nameof(name));
        (Name, Recognizer) = (name, recognizer);
    }

    /// <summary>The member's name.</summary>
    public string Name { get; }

    /// <summary>The recognizer.</summary>
    public IAmbiguousEmotionRecognizer Recognizer { get; }

    internal const char Separator = '/';
}
