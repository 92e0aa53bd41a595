namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The headline metrics, and all of them.</summary>
internal static class ResultsSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        var table = new ResultsTable(html, report, new BestValues(report));
        var all = Enumerable.Range(0, report.Metrics.Length).ToArray();
        using (html.Open("section", ("aria-labelledby", "results")))
        {
            html.Element("h2", "Results", ("id", "results"));
            var level = ReportNumbers.Percent(report.Resampling.Level, 0);
            table.Write($"Headline metrics: value, and its {level} interval beneath. ★ marks the best of the configurations, and of the calibrated ones, where at least half of the items are valid.", [.. all.Where(i => report.Metrics[i].IsHeadline)]);
            WriteNotes(html, report);
            using (html.Open("details", ("class", "more all")))
            {
                html.Element("summary", $"All {report.Metrics.Length} metrics");
                table.Write($"All metrics: value, and its {level} interval beneath.", all);
            }
        }
    }

    // Configurations have sections of their own for theirs.
    private static void WriteNotes(HtmlBuilder html, EvaluationReport report)
    {
        var rows = report.Rows.Where(r => r.Note.Length > 0 && report.FindDetail(r.Name) < 0).ToArray();
        if (rows.Length == 0) return;
        using (html.Open("dl", ("class", "notes")))
        {
            foreach (var row in rows) html.Element("dt", row.Name).Element("dd", row.Note);
        }
    }
}
