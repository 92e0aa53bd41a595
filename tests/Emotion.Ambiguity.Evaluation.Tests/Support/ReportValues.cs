using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Support;

/// <summary>Finds numbers in a report by their names.</summary>
internal static class ReportValues
{
    public static ReportRow Row(this EvaluationReport report, string name) => report.Rows.Single(r => r.Name == name);

    public static MetricValue Metric(this EvaluationReport report, ReportRow row, string metric) => row.Values[report.Metrics.ToList().FindIndex(m => m.Id == metric)];

    /// <summary>The value of a metric that the row must have.</summary>
    public static double Value(this EvaluationReport report, string row, string metric) => report.Metric(report.Row(row), metric).Value!.Value;
}
