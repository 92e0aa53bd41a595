using Emotion.Ambiguity.Evaluation.Reports;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>The main table of a report on the terminal, and what the numbers say.</summary>
internal sealed class ReportTable(TextWriter output)
{
    public void Write(EvaluationReport report, IEnumerable<string> files)
    {
        var console = Terminal.Create(output);
        var columns = report.Metrics.Select((metric, index) => (metric, index)).Where(m => m.metric.IsHeadline).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var (metric, _) in columns) table.AddColumn(new TableColumn(Markup.Escape(metric.Name)).RightAligned());
        table.AddColumn(new TableColumn("n").RightAligned()).AddColumn(new TableColumn("invalid").RightAligned());
        foreach (var row in report.Rows)
        {
            var cells = new List<string> { Markup.Escape(row.Name) };
            cells.AddRange(columns.Select(c => row.Values[c.index].Value is { } value ? $"{value:F2}" : "–"));
            cells.Add($"{row.Valid}");
            cells.Add(row.Items > 0 && row.Kind is ReportRowKind.Configuration or ReportRowKind.Calibrated ? $"{100.0 * row.Invalid / row.Items:F1} %" : "");
            table.AddRow([.. cells]);
        }

        console.Write(table);
        foreach (var finding in report.Findings) console.WriteLine(finding);
        console.WriteLine();
        foreach (var file in files) console.WriteLine(file);
    }
}
