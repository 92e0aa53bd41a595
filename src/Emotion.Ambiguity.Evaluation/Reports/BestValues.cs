namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Which values are the best of their column among the configurations, and among the calibrated ones; only of rows with at least half of their items.</summary>
internal sealed class BestValues
{
    private readonly HashSet<(string Row, int Metric)> _best = [];

    public BestValues(EvaluationReport report)
    {
        foreach (var kind in (ReportRowKind[])[ReportRowKind.Configuration, ReportRowKind.Calibrated])
        {
            for (var i = 0; i < report.Metrics.Length; i++) Mark([.. report.Rows.Where(r => r.Kind == kind && IsMostlyReadable(r) && IsNumber(r.Values[i].Value))], i, report.Metrics[i].Better);
        }
    }

    public bool Contains(ReportRow row, int metric) => _best.Contains((row.Name, metric));

    /// <summary>Whether a row can be the best of anything: what is over a few readable items may be over the easy ones.</summary>
    public static bool IsMostlyReadable(ReportRow row) => 2 * row.Valid >= row.Items;

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
