using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The votes of an item, rater by rater.</summary>
internal static class RaterVotes
{
    /// <summary>One list a rater; none where the corpus does not tell raters apart. A vote without a rater's name is a rater of its own.</summary>
    public static IReadOnlyList<IReadOnlyList<RaterVote>> Of(AnnotatedUtterance item)
    {
        if (item.Source != VoteSource.Raters) return [];
        var raters = new List<List<RaterVote>>();
        var byId = new Dictionary<string, List<RaterVote>>(StringComparer.Ordinal);
        foreach (var vote in item.Votes)
        {
            if (vote.RaterId is { } id && byId.TryGetValue(id, out var votes))
            {
                votes.Add(vote);
                continue;
            }

            raters.Add([vote]);
            if (vote.RaterId is not null) byId.Add(vote.RaterId, raters[^1]);
        }

        return raters;
    }
}
