using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels;

/// <summary>What a language model computed for a request. Immutable and thread-safe.</summary>
public sealed record LanguageModelResponse
{
    /// <summary>The answer, or null where none was asked for.</summary>
    public Generation? Generation { get; init; }

    /// <summary>One score a continuation, in the request's order.</summary>
    public ImmutableArray<ContinuationScore> ContinuationScores { get; init; } = [];

    /// <summary>The hidden state that was asked for, <see cref="LanguageModelInfo.HiddenStateWidth"/> floats; else empty.</summary>
    public ReadOnlyMemory<float> HiddenState { get; init; }

    /// <summary>Positions that the prompt took in the context (tokens and embedding rows).</summary>
    public int PromptTokens { get; init; }

    /// <summary>How many of them were already computed for an earlier request.</summary>
    public int ReusedPromptTokens { get; init; }

    /// <summary>Tokens of the answer as a service counts them, where it shows none of them in <see cref="Generation.TokenIds"/>; else null.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>From the arrival of the request to the start of its computation.</summary>
    public TimeSpan QueueTime { get; init; }

    /// <summary>From the start of its computation to its end; other requests may have been computed with it.</summary>
    public TimeSpan ComputeTime { get; init; }
}
