using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Turns what corpora write down into votes.</summary>
internal static class Votes
{
    /// <summary>Counts, as that many votes of nobody in particular, so that raters can be resampled.</summary>
    public static ImmutableArray<RaterVote> FromCounts(IEnumerable<(string Label, int Count)> counts) =>
        [.. counts.SelectMany(c => c.Count > 0 ? Enumerable.Repeat(new RaterVote(c.Label), c.Count) : [])];

    /// <summary>Numbers of any unit, at least 0, as weights that sum to a total; none where all are 0.</summary>
    public static ImmutableArray<RaterVote> FromShares(IEnumerable<(string Label, double Weight)> shares, double total = 1, string? raterId = null)
    {
        var positive = shares.Where(s => s.Weight > 0).ToList();
        var sum = positive.Sum(s => s.Weight);
        return [.. positive.Select(s => new RaterVote(s.Label) { Weight = total * s.Weight / sum, RaterId = raterId })];
    }

    /// <summary>Ratings of how strong each emotion is, as shares; nothing rated above 0 is a vote for neutral.</summary>
    public static ImmutableArray<RaterVote> FromIntensities(IReadOnlyList<(string Label, double Weight)> intensities, string? raterId = null) =>
        intensities.Any(i => i.Weight > 0) ? FromShares(intensities, 1, raterId) : [new RaterVote("neutral") { RaterId = raterId }];

    /// <summary>The labels of one rater, none of them first.</summary>
    public static IEnumerable<RaterVote> Unranked(IReadOnlyCollection<string> labels, string? raterId, UnrankedLabels rule) =>
        labels.Select(l => new RaterVote(l) { RaterId = raterId, Weight = rule == UnrankedLabels.VoteEach ? 1 : 1.0 / labels.Count });
}
