using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The same distribution for every item.</summary>
internal sealed class ConstantRow(string name, string note, EmotionDistribution distribution) : IScoredRow
{
    public const string UniformName = "uniform";
    public const string PriorName = "class prior";
    public const string MajorityName = "majority";

    public ReportRow Description { get; } = RowDescription.Of(name, ReportRowKind.Baseline, note);

    public static IEnumerable<ConstantRow> Baselines(EmotionDistribution prior) =>
    [
        new(UniformName, "Every label equally likely.", EmotionDistribution.Uniform(prior.Taxonomy)),
        new(PriorName, "The mean distribution of the scored items themselves, whatever was said: a hard baseline, because it has seen their votes.", prior),
        new(MajorityName, "The prior's top label, certain. Its KL is set by the epsilon.", EmotionDistribution.OneHot(prior.Taxonomy, prior.TopIndex)),
    ];

    public RowAnswer Answer(ScoredItem item) => RowAnswer.Of(item.Target, distribution);
}
