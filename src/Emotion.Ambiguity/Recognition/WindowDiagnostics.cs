namespace Emotion.Ambiguity.Recognition;

/// <summary>How one window was computed. Immutable and thread-safe.</summary>
public sealed record WindowDiagnostics
{
    /// <summary>Positions that the prompt took in the model's context.</summary>
    public int PromptTokens { get; init; }

    /// <summary>How many of them were already computed for an earlier utterance.</summary>
    public int ReusedPromptTokens { get; init; }

    /// <summary>Tokens of the answer; 0 where there is none.</summary>
    public int OutputTokens { get; init; }

    /// <summary>How often the answer was asked for again because it could not be read.</summary>
    public int Retries { get; init; }

    /// <summary>Time that the transcriber took; zero where the words were given or not asked for.</summary>
    public TimeSpan TranscriptionTime { get; init; }

    /// <summary>Rows of embeddings that the model heard; 0 where it only read.</summary>
    public int AudioRows { get; init; }

    /// <summary>Time that the audio encoder took; zero where the model only read, and next to nothing where the clip was encoded before.</summary>
    public TimeSpan EncodingTime { get; init; }

    /// <summary>Time that the request waited for the language model.</summary>
    public TimeSpan QueueTime { get; init; }

    /// <summary>Time that the language model computed, together with other requests.</summary>
    public TimeSpan ModelTime { get; init; }
}
