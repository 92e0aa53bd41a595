using System.Reflection;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Puts a report together out of what was counted.</summary>
internal static class ReportBuilder
{
    public static EvaluationReport Build(
        IEmotionDataset dataset, DatasetSurvey survey, ResamplingPlan plan, CorpusScorer scorer, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var report = new EvaluationReport
        {
            Title = options.Title ?? $"{dataset.Name}: how well is ambiguity read?",
            LibraryVersion = typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
            Dataset = Describe(dataset, survey, options),
            Resampling = Describe(plan, options),
            Metrics = scorer.Metrics,
            Rows = scorer.ToRows(cancellationToken),
            Comparisons = scorer.ToComparisons(cancellationToken),
            Findings = [],
            Details = scorer.ToDetails(),
        };
        return report with { Findings = [.. ReportFindings.Of(report, survey, options)] };
    }

    private static DatasetSummary Describe(IEmotionDataset dataset, DatasetSurvey survey, EvaluationOptions options) => new()
    {
        Name = dataset.Name,
        LicenseNote = dataset.LicenseNote,
        Taxonomy = dataset.Taxonomy.Name,
        Labels = [.. dataset.Taxonomy.Labels.Select(l => l.Name)],
        Selection = options.Selection,
        Aggregation = options.Aggregation.Name,
        VoteSources = survey.DescribeSources(),
        Items = survey.Items,
        ItemsWithoutVotes = survey.Items - survey.Scored,
        BadRows = survey.BadRows,
        TiedItems = survey.Tied,
        MeanVotes = survey.MeanVotes,
        MeanVotedEntropy = survey.MeanEntropy,
        ClassPrior = survey.Prior is { } prior ? [.. prior.Probabilities] : [],
    };

    private static ResamplingSummary Describe(ResamplingPlan plan, EvaluationOptions options) => new()
    {
        Unit = plan.Unit.ToString().ToLowerInvariant(),
        Units = plan.Units,
        Replicates = options.Replicates,
        Permutations = options.Permutations,
        Level = options.IntervalLevel,
        Seed = options.Seed,
        Note = plan.Note,
    };
}
