using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>What an extractor needs to have computed for each utterance. Immutable and thread-safe.</summary>
public sealed record ExtractionNeeds
{
    /// <summary>Whether the model must write an answer. The default is no.</summary>
    public bool Generation { get; init; }

    /// <summary>The tokens whose raw logits must be kept at each generated step. The default is none.</summary>
    public ImmutableArray<int> LogitTokenIds { get; init; } = [];

    /// <summary>Token sequences to score as continuations of the prompt. The default is none.</summary>
    public ImmutableArray<ReadOnlyMemory<int>> Continuations { get; init; } = [];

    /// <summary>Whether the same continuations must also be scored once with an empty utterance. The default is no.</summary>
    public bool EmptyUtteranceScores { get; init; }

    /// <summary>The hidden state of the prompt that must be handed out. The default is none.</summary>
    public HiddenStateKind HiddenState { get; init; }

    /// <summary>Answers to be drawn at random; null for none, the default. Extractors with the same temperature share them.</summary>
    public SampledAnswers? Samples { get; init; }
}
