using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What a row says about an item, before anybody checked that it is one.</summary>
internal sealed record ItemDraft(string File, long Line, string Id)
{
    public ImmutableArray<RaterVote> Votes { get; init; } = [];

    public VoteSource Source { get; init; }

    public double LeftOutWeight { get; init; }

    public string? SoundFile { get; init; }

    public string? Transcript { get; init; }

    public string? Speaker { get; init; }

    public string? Dialogue { get; init; }

    public int? Turn { get; init; }

    public string? Split { get; init; }

    public string? Intended { get; init; }
}
