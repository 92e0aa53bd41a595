namespace Emotion.Ambiguity.LanguageModels;

/// <summary>One piece of work for a language model. Immutable; the memory it points to must not change while it runs.</summary>
public sealed record LanguageModelRequest
{
    /// <summary>The prompt.</summary>
    public required RenderedPrompt Prompt { get; init; }

    /// <summary>The most tokens to generate; 0 for none, when only <see cref="Continuations"/> are wanted. The default is 0.</summary>
    public int MaxOutputTokens { get; init; }

    /// <summary>The tokens whose raw logits are kept at each generated step. Ids within the vocabulary, no repeats. The default is none.</summary>
    public ReadOnlyMemory<int> LogitTokenIds { get; init; }

    /// <summary>Token sequences to score as continuations of the prompt, each with at least one token. The default is none.</summary>
    public IReadOnlyList<ReadOnlyMemory<int>> Continuations { get; init; } = [];

    /// <summary>How the next token is chosen. The default is greedy.</summary>
    public TokenSampling Sampling { get; init; } = TokenSampling.Greedy;
}
