using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Each rater's vote against the votes of the others: leave one rater out, the mean over raters.</summary>
internal sealed class OracleRaterRow(VoteAggregation aggregation) : IScoredRow
{
    public const string Name = "one rater";

    public ReportRow Description { get; } = RowDescription.Of(
        Name, ReportRowKind.Ceiling, "Each rater against the votes of the others. One vote is certain, so its KL is set by the epsilon; compare accuracy. Items with fewer than two raters are left out.");

    public RowAnswer Answer(ScoredItem item)
    {
        var raters = RaterVotes.Of(item.Item);
        if (raters.Count < 2) return RowAnswer.NotApplicable;
        var pairs = new List<(EmotionDistribution, EmotionDistribution)>();
        foreach (var rater in raters)
        {
            var others = raters.Where(r => !ReferenceEquals(r, rater)).SelectMany(r => r);
            if (TryAggregate(item, others) is { } target && TryAggregate(item, rater) is { } prediction) pairs.Add((target, prediction));
        }

        return pairs.Count > 0 ? RowAnswer.Of([.. pairs]) : RowAnswer.NotApplicable;
    }

    // Votes of no weight are no distribution.
    private EmotionDistribution? TryAggregate(ScoredItem item, IEnumerable<RaterVote> votes)
    {
        var counted = votes.Where(v => v.Weight > 0).ToList();
        return counted.Count > 0 ? EmotionAnnotations.Create(item.Item.Id, item.Target.Taxonomy, counted).Aggregate(aggregation) : null;
    }
}
