namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Finds parts of a report by name.</summary>
internal static class ReportLookups
{
    public static MetricDefinition? FindMetric(this EvaluationReport report, string id) => report.Metrics.FirstOrDefault(m => Same(m.Id, id));

    public static ReportRow? FindRow(this EvaluationReport report, string name) => report.Rows.FirstOrDefault(r => Same(r.Name, name));

    /// <summary>The place of the row's diagrams; -1 without any.</summary>
    public static int FindDetail(this EvaluationReport report, string row)
    {
        for (var i = 0; i < report.Details.Length; i++)
        {
            if (Same(report.Details[i].Row, row)) return i;
        }

        return -1;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
