using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Panels of the same size drawn with replacement from an item's raters: how far apart two panels of people are.</summary>
internal sealed class AnotherPanelRow(VoteAggregation aggregation, long seed) : IScoredRow
{
    public const string Name = "another panel";
    private const int Draws = 10;

    public ReportRow Description { get; } = RowDescription.Of(
        Name,
        ReportRowKind.Ceiling,
        $"{Draws} panels of the same size, drawn with replacement from the item's own raters: what is left is chance among people. A label that a drawn panel misses costs KL up to the epsilon; compare JSD. Items with fewer than two raters are left out.");

    public RowAnswer Answer(ScoredItem item)
    {
        var raters = RaterVotes.Of(item.Item);
        if (raters.Count < 2) return RowAnswer.NotApplicable;
        var random = new SplitMix(StableHash.Of(seed, item.Item.Id));
        var pairs = new List<(EmotionDistribution, EmotionDistribution)>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            var panel = new List<RaterVote>();
            for (var seat = 0; seat < raters.Count; seat++) panel.AddRange(raters[random.Next(raters.Count)].Where(v => v.Weight > 0));
            if (panel.Count > 0) pairs.Add((item.Target, EmotionAnnotations.Create(item.Item.Id, item.Target.Taxonomy, panel).Aggregate(aggregation)));
        }

        return pairs.Count > 0 ? RowAnswer.Of([.. pairs]) : RowAnswer.NotApplicable;
    }
}
