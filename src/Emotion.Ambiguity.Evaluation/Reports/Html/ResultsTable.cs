namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Rows against metrics, grouped by kind: the short table and the long one.</summary>
internal sealed class ResultsTable(HtmlBuilder html, EvaluationReport report, BestValues best)
{
    public void Write(string caption, IReadOnlyList<int> metrics) => HtmlParts.Table(html, caption, "results", () =>
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            html.Element("th", "Row", ("scope", "col"));
            foreach (var i in metrics) HtmlParts.Metric(html, report.Metrics[i]);
            html.Element("th", "n", ("scope", "col"), ("title", "Valid items: the metrics are over these."))
                .Element("th", "invalid", ("scope", "col"), ("title", "Items whose answer could not be read."))
                .Element("th", "failed", ("scope", "col"), ("title", "Items that could not be asked."));
        }

        foreach (var kind in ReportTexts.Kinds) WriteGroup(kind, metrics);
    });

    private void WriteGroup(ReportRowKind kind, IReadOnlyList<int> metrics)
    {
        var rows = report.Rows.Where(r => r.Kind == kind).ToArray();
        if (rows.Length == 0) return;
        using (html.Open("tbody"))
        {
            using (html.Open("tr", ("class", "group"))) GroupHeading(kind, metrics.Count + 4);
            foreach (var row in rows) WriteRow(row, metrics);
        }
    }

    private void GroupHeading(ReportRowKind kind, int columns)
    {
        using (html.Open("th", ("scope", "rowgroup"), ("colspan", $"{columns}"))) html.Element("span", ReportTexts.Heading(kind));
    }

    private void WriteRow(ReportRow row, IReadOnlyList<int> metrics)
    {
        using (html.Open("tr"))
        {
            using (html.Open("th", ("scope", "row"))) RowName(row);
            foreach (var i in metrics) WriteValue(row, i);
            HtmlParts.Cell(html, ReportNumbers.Count(row.Valid));
            using (html.Open("td"))
            {
                html.Text(ReportNumbers.Count(row.Invalid));
                if (row.Invalid > 0) html.Element("small", ReportNumbers.Percent(row.Invalid, row.Items));
            }

            HtmlParts.Cell(html, ReportNumbers.Count(row.Failed));
        }
    }

    private void RowName(ReportRow row)
    {
        var at = report.FindDetail(row.Name);
        if (at < 0)
        {
            HtmlParts.Name(html, row.Name);
            return;
        }

        using (html.Open("a", ("href", $"#{ConfigurationsSection.Id(at)}"))) HtmlParts.Name(html, row.Name);
    }

    private void WriteValue(ReportRow row, int metric)
    {
        var value = row.Values[metric];
        var isBest = best.Contains(row, metric);
        using (html.Open("td", ("class", isBest ? "best" : null), ("title", value.Items == row.Valid ? null : $"over {ReportNumbers.Count(value.Items)} items")))
        {
            HtmlParts.Number(html, ReportNumbers.Decimals(value.Value));
            if (isBest) html.Element("span", "★", ("class", "star"), ("aria-hidden", "true")).Element("span", " (best)", ("class", "unseen"));
            if (ReportNumbers.Interval(value.Low, value.High) is { } interval) html.Element("small", interval);
        }
    }
}
