namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>What a model file says about itself. Immutable and thread-safe.</summary>
public sealed record LlamaCppModelMetadata
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The architecture ("llama").</summary>
    public required string Architecture { get; init; }

    /// <summary>The name that its makers gave it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Architecture, size and number format in short ("llama 38M Q5_1").</summary>
    public required string Description { get; init; }

    /// <summary>The number of weights.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>The size of all weights in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Tokens of the context that it was trained on.</summary>
    public required int TrainedContextTokens { get; init; }

    /// <summary>Floats in a row of embeddings.</summary>
    public required int EmbeddingWidth { get; init; }

    /// <summary>The number of layers.</summary>
    public required int LayerCount { get; init; }

    /// <summary>The number of tokens it knows.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The kind of its tokenizer ("gpt2", "llama"), or null where the file does not say.</summary>
    public string? TokenizerModel { get; init; }
}
