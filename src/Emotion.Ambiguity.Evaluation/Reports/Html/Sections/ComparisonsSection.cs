namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Which row is better than which, in plain words and numbers.</summary>
internal static class ComparisonsSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        if (report.Comparisons.Length == 0) return;
        using (html.Open("section", ("aria-labelledby", "comparisons")))
        {
            html.Element("h2", "Paired comparisons", ("id", "comparisons"));
            HtmlParts.Table(html, "Difference of two rows on the items that both have: first minus second, its interval, and a permutation test.", "comparisons", () =>
            {
                HtmlParts.HeaderRow(html, "First", "Second", "Metric", "Verdict", "Difference", "p", "p (Holm)", "n");
                using (html.Open("tbody"))
                {
                    foreach (var comparison in report.Comparisons) WriteRow(html, report, comparison);
                }
            });
        }
    }

    private static void WriteRow(HtmlBuilder html, EvaluationReport report, PairedComparison comparison)
    {
        var metric = report.FindMetric(comparison.Metric);
        var verdict = ReportTexts.Verdict(comparison, metric?.Better ?? BetterDirection.Neither, report.Resampling.Level);
        using (html.Open("tr"))
        {
            using (html.Open("th", ("scope", "row"))) HtmlParts.Name(html, comparison.First);
            using (html.Open("td")) HtmlParts.Name(html, comparison.Second);
            html.Element("td", metric?.Name ?? comparison.Metric)
                .Element("td", verdict, ("class", verdict.StartsWith("no ", StringComparison.Ordinal) ? "unclear" : "clear"));
            using (html.Open("td"))
            {
                HtmlParts.Number(html, ReportNumbers.Decimals(comparison.Difference));
                html.Element("small", ReportNumbers.Interval(comparison.Low, comparison.High)!);
            }

            HtmlParts.Cell(html, ReportNumbers.PValue(comparison.PValue));
            HtmlParts.Cell(html, ReportNumbers.PValue(comparison.AdjustedPValue));
            HtmlParts.Cell(html, ReportNumbers.Count(comparison.Items));
        }
    }
}
