namespace Emotion.Ambiguity.Speech;

/// <summary>What an audio encoder is. Immutable and thread-safe.</summary>
public sealed record AudioEncoderInfo
{
    /// <summary>A name that tells this encoder from others, for reports ("emotion-ambiguity-mini-mmproj-q8_0.gguf").</summary>
    public required string ModelId { get; init; }

    /// <summary>The engine and its version ("mtmd b10256").</summary>
    public required string Engine { get; init; }

    /// <summary>Floats in a row; the language model's own width must be the same. Above 0.</summary>
    public required int EmbeddingWidth { get; init; }
}
