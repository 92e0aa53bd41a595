namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Which values are the best of their column among the configurations, and among the calibrated ones.</summary>
internal sealed class BestValues
{
    private readonly HashSet<(string Row, int Metric)> _best = [];

    public BestValues(EvaluationReport report)
    {
        foreach (var kind in (ReportRowKind[])[ReportRowKind.Configuration, ReportRowKind.Calibrated])
        {
            for (var i = 0; i < report.Metrics.Length; i++) Mark([.. report.Rows.Where(r => r.Kind == kind && IsNumber(r.Values[i].Value))], i, report.Metrics[i].Better);
        }
    }

    public bool Contains(ReportRow row, int metric) => _best.Contains((row.Name, metric));

    private static bool IsNumber(double? value) => value is { } v && double.IsFinite(v);

    private void Mark(ReportRow[] rows, int metric, BetterDirection better)
    {
        // The only one of its kind is not the best of anything.
        if (rows.Length < 2 || better == BetterDirection.Neither) return;
        var values = rows.Select(r => r.Values[metric].Value!.Value);
        var best = better == BetterDirection.Lower ? values.Min() : values.Max();
        foreach (var row in rows.Where(r => r.Values[metric].Value == best)) _best.Add((row.Name, metric));
    }
}
