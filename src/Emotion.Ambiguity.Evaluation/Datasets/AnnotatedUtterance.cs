using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>An utterance and how people voted on it.</summary>
/// <remarks>Immutable and thread-safe, as far as its utterance is. Every label of a vote is one of the taxonomy.</remarks>
public sealed record AnnotatedUtterance
{
    /// <summary>Creates an item.</summary>
    /// <param name="utterance">What was said; its id is the item's and must be set.</param>
    /// <param name="taxonomy">The labels that could be voted for.</param>
    /// <param name="votes">The votes; may be none.</param>
    /// <exception cref="ArgumentException">The utterance has no id, or a label is not of the taxonomy; the message names the item.</exception>
    public AnnotatedUtterance(Utterance utterance, EmotionTaxonomy taxonomy, params IEnumerable<RaterVote> votes)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentException.ThrowIfNullOrWhiteSpace(utterance.Id, nameof(utterance));
        (Utterance, Taxonomy, Votes) = (utterance, taxonomy, [.. votes]);
        if (!Votes.IsEmpty) _ = EmotionAnnotations.Create(utterance.Id, taxonomy, Votes);
    }

    /// <summary>The item's id, unique in its dataset and the same in every reading.</summary>
    public string Id => Utterance.Id!;

    /// <summary>What was said.</summary>
    public Utterance Utterance { get; internal init; }

    /// <summary>The labels that could be voted for.</summary>
    public EmotionTaxonomy Taxonomy { get; private init; }

    /// <summary>The votes, in the corpus's order. Empty where it has none for this item, or a label map left all of them out.</summary>
    public ImmutableArray<RaterVote> Votes { get; private init; }

    /// <summary>What the votes are.</summary>
    public VoteSource Source { get; init; }

    /// <summary>Whether a vote counts for something, so that there is a distribution.</summary>
    public bool HasVotes => Votes.Any(v => v.Weight > 0);

    /// <summary>The weight of the votes that belong to this item but name no emotion of the taxonomy: unclear, or left out by a label map. 0 or more.</summary>
    public double LeftOutWeight { get; init; }

    /// <summary>The words as the corpus writes them, also where the utterance is sound; null where it has none.</summary>
    public string? Transcript { get; init; }

    /// <summary>Who speaks; null where the corpus does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>The dialogue that the utterance belongs to; null where there is none.</summary>
    public string? Dialogue { get; init; }

    /// <summary>The utterance's place in its dialogue, from 0; null where there is no dialogue.</summary>
    public int? Turn { get; init; }

    /// <summary>The part of the corpus ("train", "test", "Session1"), as the corpus calls it; null where it has none.</summary>
    public string? Split { get; init; }

    /// <summary>What the actor was asked for, which is not what listeners hear; null where nobody acts.</summary>
    public EmotionLabel? Intended { get; init; }

    /// <summary>How the votes are distributed.</summary>
    /// <param name="aggregation">The rule.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="InvalidOperationException">The item has no votes; ask <see cref="HasVotes"/> first.</exception>
    /// <exception cref="ArgumentException">The rule finds nothing to count; the message names the item.</exception>
    public EmotionDistribution ToDistribution(VoteAggregation aggregation)
    {
        ArgumentNullException.ThrowIfNull(aggregation);
        if (Votes.IsEmpty) throw new InvalidOperationException($"The item \"{Id}\" has no votes, so it has no distribution. Leave it out, and count it.");
        return EmotionAnnotations.Create(Id, Taxonomy, Votes).Aggregate(aggregation);
    }

    /// <summary>Takes the votes to another taxonomy.</summary>
    /// <remarks>
    /// A vote whose first label is left out is left out whole, and its weight counted in <see cref="LeftOutWeight"/>; a second label that is left out
    /// only goes itself. A first label with several targets becomes that many votes of the same rater, which share the weight.
    /// The intended emotion is null where it has not exactly one target.
    /// </remarks>
    /// <param name="map">The map.</param>
    /// <returns>The item with votes over the map's target.</returns>
    /// <exception cref="ArgumentException">The map says nothing about a label; the message names it.</exception>
    public AnnotatedUtterance MapLabels(LabelMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var votes = ImmutableArray.CreateBuilder<RaterVote>(Votes.Length);
        var leftOut = LeftOutWeight;
        foreach (var vote in Votes)
        {
            var targets = Targets(vote.PrimaryLabel);
            if (targets.IsEmpty) leftOut += vote.Weight;
            var secondary = vote.SecondaryLabels.SelectMany(l => Targets(l)).Select(l => l.Name).ToImmutableArray();
            votes.AddRange(targets.Select(t => new RaterVote(t.Name, secondary) { RaterId = vote.RaterId, Weight = vote.Weight / targets.Length }));
        }

        var intended = Intended is null ? [] : Targets(Intended.Name);
        return this with { Taxonomy = map.Target, Votes = votes.ToImmutable(), LeftOutWeight = leftOut, Intended = intended.Length == 1 ? intended[0] : null };

        // A vote may be written in any form of a label; the map knows the names.
        ImmutableArray<EmotionLabel> Targets(string label) => map.Find(Taxonomy.IndexOf(label) is var i and >= 0 ? Taxonomy[i].Name : label);
    }

    /// <summary>The id only: words are personal.</summary>
    public override string ToString() => Id;
}
