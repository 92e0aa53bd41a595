namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Refuses a report whose lists do not fit together before a file is begun.</summary>
internal static class ReportChecks
{
    public static void ThrowIfInconsistent(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Rows.FirstOrDefault(r => r.Values.Length != report.Metrics.Length) is { } row)
            throw new ArgumentException($"Row \"{row.Name}\" has {row.Values.Length} values but the report has {report.Metrics.Length} metrics.", nameof(report));
        var labels = report.Dataset.Labels.Length;
        if (report.Dataset.ClassPrior.Length is var prior && prior != 0 && prior != labels)
            throw new ArgumentException($"The class prior has {prior} numbers but there are {labels} labels.", nameof(report));
        foreach (var detail in report.Details) ThrowIfInconsistent(detail, labels);
    }

    private static void ThrowIfInconsistent(ConfigurationDetail detail, int labels)
    {
        if (detail.Best.Concat(detail.Worst).FirstOrDefault(i => i.Votes.Length != labels || i.Prediction.Length != labels) is { } item)
            throw new ArgumentException($"Item \"{item.Id}\" of \"{detail.Row}\" does not have a vote and a prediction for each of the {labels} labels.", nameof(detail));
        if (detail.Confusion.Length is var rows && rows != 0 && (rows != labels || detail.Confusion.Any(r => r.Length != labels)))
            throw new ArgumentException($"The confusion matrix of \"{detail.Row}\" is not {labels} by {labels}.", nameof(detail));
    }
}
