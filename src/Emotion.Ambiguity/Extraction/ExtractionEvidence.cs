using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>What was computed for one utterance, as one extractor sees it. Immutable and thread-safe.</summary>
public sealed record ExtractionEvidence
{
    /// <summary>The answer, or null where no extractor needed one.</summary>
    public Generation? Generation { get; init; }

    /// <summary>One score for each of the extractor's own <see cref="ExtractionNeeds.Continuations"/>, in their order.</summary>
    public ImmutableArray<ContinuationScore> ContinuationScores { get; init; } = [];

    /// <summary>The same under an empty utterance, where it was asked for; else empty.</summary>
    public ImmutableArray<ContinuationScore> EmptyUtteranceScores { get; init; } = [];

    /// <summary>The hidden state that the extractor asked for; else empty.</summary>
    public ReadOnlyMemory<float> HiddenState { get; init; }

    /// <summary>The answers that were drawn, at least as many as the extractor asked for, in the order of their seeds; else empty.</summary>
    public ImmutableArray<Generation> Samples { get; init; } = [];
}
