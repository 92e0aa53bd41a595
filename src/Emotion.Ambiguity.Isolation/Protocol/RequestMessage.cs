using System.Collections.Immutable;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>An utterance, save the bytes of its sound.</summary>
internal sealed record RequestMessage
{
    public string? Id { get; init; }

    public string? Text { get; init; }

    public SoundKind Sound { get; init; }

    public int SampleRateHz { get; init; }

    public string? FilePath { get; init; }

    public string? Speaker { get; init; }

    public ImmutableArray<DialogueTurn> Context { get; init; } = [];
}
