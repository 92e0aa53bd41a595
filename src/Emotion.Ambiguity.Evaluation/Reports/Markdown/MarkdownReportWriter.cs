using System.Text;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes the tables of a report as Markdown (CommonMark with GitHub's tables), the main one as a paper prints it: ".84 [.80, .88]". Thread-safe.</summary>
/// <remarks>UTF-8 without byte order mark, <c>\n</c> line ends. The same report gives the same bytes. Diagrams and examples are in the HTML and JSON forms only.</remarks>
public static class MarkdownReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentException">Lists of the report do not fit together.</exception>
    public static void Write(EvaluationReport report, Stream stream)
    {
        ReportChecks.ThrowIfInconsistent(report);
        ArgumentNullException.ThrowIfNull(stream);
        var text = new MarkdownText();
        text.Heading(1, report.Title);
        WriteDataset(text, report);
        if (report.Findings.Length > 0)
        {
            text.Heading(2, "What the numbers say");
            text.List(report.Findings);
        }

        text.Heading(2, "Results");
        text.Paragraph($"Value [{ReportNumbers.Percent(report.Resampling.Level, 0)} interval]; bold is the best of its group where at least half of the items are valid; {ReportNumbers.NotDefined} is not defined. The metrics are over the valid items.");
        WriteMainTable(text, report);
        text.List(from row in report.Rows where row.Note.Length > 0 select $"{row.Name}: {row.Note}");
        WriteComparisons(text, report);
        text.Heading(2, "How it was computed");
        text.List(ReportTexts.Method(report));
        text.Table(["Metric", "Direction", "Definition"], from m in report.Metrics select Cells(m.Name, ReportTexts.Direction(m.Better), m.Description), textColumns: 3);
        text.Paragraph($"Emotion.Ambiguity {report.LibraryVersion}");
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string[] Cells(params IEnumerable<string> cells) => [.. cells.Select(MarkdownText.Escape)];

    private static void WriteDataset(MarkdownText text, EvaluationReport report)
    {
        text.Table(["Measured on", ""], from fact in ReportTexts.Facts(report) select Cells(fact.Name, fact.Value), textColumns: 2);
        var data = report.Dataset;
        if (data.ClassPrior.Length > 0)
            text.Paragraph($"Class prior: {string.Join(", ", data.Labels.Zip(data.ClassPrior, (label, share) => $"{label} {ReportNumbers.Percent(share)}"))}.");
    }

    private static void WriteMainTable(MarkdownText text, EvaluationReport report)
    {
        var metrics = Enumerable.Range(0, report.Metrics.Length).Where(i => report.Metrics[i].IsHeadline).ToArray();
        var best = new BestValues(report);
        string[] header = ["", .. metrics.Select(i => $"{report.Metrics[i].Name} {ReportTexts.Arrow(report.Metrics[i].Better)}".TrimEnd()), "n", "invalid", "failed"];
        var rows = new List<string[]>();
        foreach (var kind in ReportTexts.Kinds)
        {
            var group = report.Rows.Where(r => r.Kind == kind).ToArray();
            if (group.Length == 0) continue;
            rows.Add([$"*{MarkdownText.Escape(ReportTexts.Heading(kind))}*", .. Enumerable.Repeat("", header.Length - 1)]);
            rows.AddRange(group.Select(row => (string[])
            [
                MarkdownText.Escape(row.Name),
                .. metrics.Select(i => best.Contains(row, i) ? $"**{MarkdownText.Escape(ReportNumbers.Paper(row.Values[i]))}**" : MarkdownText.Escape(ReportNumbers.Paper(row.Values[i]))),
                ReportNumbers.Count(row.Valid), $"{ReportNumbers.Count(row.Invalid)} ({ReportNumbers.Percent(row.Invalid, row.Items)})", ReportNumbers.Count(row.Failed),
            ]));
        }

        text.Table(header, rows);
    }

    private static void WriteComparisons(MarkdownText text, EvaluationReport report)
    {
        if (report.Comparisons.Length == 0) return;
        text.Heading(2, "Paired comparisons");
        var rows =
            from c in report.Comparisons
            let metric = report.FindMetric(c.Metric)
            select Cells(
                c.First, c.Second, metric?.Name ?? c.Metric, ReportTexts.Verdict(c, metric?.Better ?? BetterDirection.Neither, report.Resampling.Level),
                ReportNumbers.Decimals(c.Difference), ReportNumbers.Interval(c.Low, c.High)!, ReportNumbers.PValue(c.PValue), ReportNumbers.PValue(c.AdjustedPValue), ReportNumbers.Count(c.Items));
        text.Table(["First", "Second", "Metric", "Verdict", "First minus second", "Interval", "p", "p (Holm)", "n"], rows, textColumns: 4);
    }
}
