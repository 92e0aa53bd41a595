namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>How a <see cref="SpeechToTextTranscriber"/> asks its client. Immutable and thread-safe.</summary>
public sealed record SpeechToTextTranscriberOptions
{
    /// <summary>The model to ask for; null for the client's own default.</summary>
    public string? ModelId { get; init; }

    /// <summary>The language spoken, as a code ("de"); null where the service finds out.</summary>
    public string? Language { get; init; }
}
