namespace Emotion.Ambiguity.LanguageModels;

/// <summary>What a language model is and what its engine can do. Immutable and thread-safe.</summary>
public sealed record LanguageModelInfo
{
    /// <summary>A name that tells this model from others, for reports ("emotion-ambiguity-mini-q5_1.gguf").</summary>
    public required string ModelId { get; init; }

    /// <summary>The engine and its version ("llama.cpp 0.5.0").</summary>
    public required string Engine { get; init; }

    /// <summary>What the engine can do beyond writing an answer.</summary>
    public required LanguageModelCapabilities Capabilities { get; init; }

    /// <summary>Tokens that one prompt with its answer may take, or null where the engine does not say.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Floats in one row of an <see cref="EmbeddingPart"/>, or null where the engine takes none.</summary>
    public int? EmbeddingWidth { get; init; }

    /// <summary>Floats in a hidden state (<see cref="LanguageModelResponse.HiddenState"/>), or null where the engine gives none.</summary>
    public int? HiddenStateWidth { get; init; }

    /// <summary>Where the model's chat format comes from.</summary>
    public ChatTemplateSource ChatTemplate { get; init; } = ChatTemplateSource.Service;

    /// <summary>Whether the engine has a capability.</summary>
    /// <param name="capability">One or more flags.</param>
    /// <returns>True when it has all of them.</returns>
    public bool Supports(LanguageModelCapabilities capability) => (Capabilities & capability) == capability;
}
