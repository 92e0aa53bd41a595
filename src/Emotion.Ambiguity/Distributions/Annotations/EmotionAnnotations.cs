using System.Collections.Immutable;

namespace Emotion.Ambiguity.Distributions.Annotations;

/// <summary>The votes of all raters of one item, over a taxonomy.</summary>
/// <remarks>Immutable and thread-safe. Every label is one of the taxonomy and at least one vote is there.</remarks>
public sealed class EmotionAnnotations
{
    private EmotionAnnotations(string itemId, EmotionTaxonomy taxonomy, ImmutableArray<ResolvedVote> votes) =>
        (ItemId, Taxonomy, Votes) = (itemId, taxonomy, votes);

    /// <summary>The item's id, as its corpus names it.</summary>
    public string ItemId { get; }

    /// <summary>The labels that could be voted for.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>The number of votes, 1 or more.</summary>
    public int VoteCount => Votes.Length;

    internal ImmutableArray<ResolvedVote> Votes { get; }

    /// <summary>Takes the votes of an item.</summary>
    /// <param name="itemId">The item's id, for messages. Not empty.</param>
    /// <param name="taxonomy">The labels that can be voted for.</param>
    /// <param name="votes">The votes, one or more.</param>
    /// <returns>The annotations.</returns>
    /// <exception cref="ArgumentException">No vote, or a label that the taxonomy does not have; the message names the item.</exception>
    public static EmotionAnnotations Create(string itemId, EmotionTaxonomy taxonomy, params IEnumerable<RaterVote> votes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(itemId);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(votes);
        var resolved = votes.Select(v => Resolve(itemId, taxonomy, v)).ToImmutableArray();
        if (resolved.IsEmpty) throw new ArgumentException($"The item \"{itemId}\" has no votes, so it has no distribution.", nameof(votes));
        return new(itemId, taxonomy, resolved);
    }

    /// <summary>Takes one label a rater.</summary>
    /// <param name="itemId">The item's id, for messages. Not empty.</param>
    /// <param name="taxonomy">The labels that can be voted for.</param>
    /// <param name="labels">The label of each rater, one or more.</param>
    /// <returns>The annotations.</returns>
    /// <exception cref="ArgumentException">No label, or one that the taxonomy does not have; the message names the item.</exception>
    public static EmotionAnnotations FromLabels(string itemId, EmotionTaxonomy taxonomy, params IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Create(itemId, taxonomy, labels.Select(l => new RaterVote(l)));
    }

    /// <summary>Turns the votes into a distribution.</summary>
    /// <param name="aggregation">The rule.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">The rule finds nothing to count (all raters have weight 0, or a tie that it does not decide); the message names the item.</exception>
    public EmotionDistribution Aggregate(VoteAggregation aggregation)
    {
        ArgumentNullException.ThrowIfNull(aggregation);
        return aggregation.Apply(this);
    }

    private static ResolvedVote Resolve(string itemId, EmotionTaxonomy taxonomy, RaterVote vote)
    {
        if (vote is null) throw new ArgumentException($"A vote of the item \"{itemId}\" is null.", nameof(vote));
        var primary = Find(vote.PrimaryLabel);

        // A secondary label that repeats the primary one, or another, is still one perception.
        var secondary = vote.SecondaryLabels.Select(Find).Where(i => i != primary).Distinct().ToImmutableArray();
        return new(primary, secondary, vote.Weight);

        int Find(string label)
        {
            var index = taxonomy.IndexOf(label);
            if (index < 0) throw new ArgumentException($"A rater of the item \"{itemId}\" voted \"{label}\", which is no label of {taxonomy}.", nameof(vote));
            return index;
        }
    }

    internal sealed record ResolvedVote(int Primary, ImmutableArray<int> Secondary, double Weight);
}
