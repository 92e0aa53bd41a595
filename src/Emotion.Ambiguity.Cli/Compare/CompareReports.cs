using System.Globalization;
using System.Text.Json;
using Emotion.Ambiguity.Evaluation.Reports;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>Sets the headline metrics of several reports of evaluate side by side, row by row.</summary>
internal static class CompareReports
{
    private const string Absent = "–";
    private const int WidthOfAllMetrics = 110;
    private static readonly string[] NarrowMetrics = ["kl", "jsd", "accuracy"];

    public static int Run(IReadOnlyList<string> files, bool json, TextWriter output)
    {
        if (files.Count < 2) throw new UsageException("One report alone has nothing to be compared with. Name two or more.");
        var reports = files.Select(Read).ToList();
        var names = reports.SelectMany(r => r.Rows.Select(row => row.Name)).Distinct(StringComparer.Ordinal).ToList();
        var metrics = reports[0].Metrics.Where(m => m.IsHeadline).Select(m => (m.Id, m.Name)).ToList();
        if (json) WriteJson(files, reports, names, metrics, output);
        else WriteTable(files, reports, names, metrics, output);
        return ExitCode.Success;
    }

    private static EvaluationReport Read(string file)
    {
        if (!File.Exists(file)) throw new UsageException($"There is no report \"{file}\".");
        try
        {
            using var stream = File.OpenRead(file);
            return JsonReportWriter.Read(stream);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidDataException or IOException or NotSupportedException)
        {
            throw new UsageException($"\"{file}\" is no report of evaluate: {fault.Message}", fault);
        }
    }

    private static void WriteTable(IReadOnlyList<string> files, List<EvaluationReport> reports, List<string> names, List<(string Id, string Name)> metrics, TextWriter output)
    {
        var console = Terminal.Create(output);
        foreach (var (index, report) in reports.Index()) console.WriteLine($"{index + 1}  {files[index]}: {report.Title}, {report.Dataset.Items - report.Dataset.ItemsWithoutVotes} items");
        if (console.Profile.Width < WidthOfAllMetrics) metrics = [.. metrics.Where(m => NarrowMetrics.Contains(m.Id, StringComparer.Ordinal))];
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("report");
        foreach (var (_, name) in metrics) table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        foreach (var row in names)
        {
            // What is the same everywhere (the baselines of the same items) is said once.
            var lines = reports.Index().Where(r => r.Item.Rows.Any(x => string.Equals(x.Name, row, StringComparison.Ordinal)))
                .Select(r => (Report: r.Index + 1, Cells: metrics.Select(m => Value(r.Item, row, m.Id)?.Value is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : Absent).ToArray()))
                .GroupBy(l => string.Join(' ', l.Cells), StringComparer.Ordinal).ToList();
            foreach (var (index, line) in lines.Index()) table.AddRow([index == 0 ? Markup.Escape(row) : "", string.Join(", ", line.Select(l => l.Report)), .. line.First().Cells]);
        }

        console.Write(table);
        foreach (var note in Notes(reports)) console.WriteLine(note);
    }

    private static IEnumerable<string> Notes(List<EvaluationReport> reports)
    {
        if (reports.Exists(r => !string.Equals(r.Dataset.Name, reports[0].Dataset.Name, StringComparison.Ordinal) || r.Dataset.Items != reports[0].Dataset.Items))
            yield return "The reports are of different items: a difference may come from the items alone.";
        if (reports.Exists(r => !r.Metrics.Where(m => m.IsHeadline).Select(m => m.Id).SequenceEqual(reports[0].Metrics.Where(m => m.IsHeadline).Select(m => m.Id), StringComparer.Ordinal)))
            yield return "The reports have different metrics; those of the first are shown.";
        yield return "Whether a difference is more than chance: measure both in one evaluate, which tests them item by item.";
    }

    private static void WriteJson(IReadOnlyList<string> files, List<EvaluationReport> reports, List<string> names, List<(string Id, string Name)> metrics, TextWriter output) => JsonOutput.WriteObject(output, json =>
    {
        json.WriteStartArray("reports");
        foreach (var (index, report) in reports.Index())
        {
            json.WriteStartObject();
            json.WriteString("file", files[index]);
            json.WriteString("title", report.Title);
            json.WriteString("dataset", report.Dataset.Name);
            json.WriteNumber("items", report.Dataset.Items - report.Dataset.ItemsWithoutVotes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("rows");
        foreach (var row in names)
        {
            json.WriteStartObject(row);
            foreach (var (id, _) in metrics)
            {
                json.WriteStartArray(id);
                foreach (var report in reports) WriteValue(json, Value(report, row, id));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private static void WriteValue(Utf8JsonWriter json, MetricValue? value)
    {
        if (value?.Value is not { } number)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("value", number);
        json.WriteNumberOrNull("low", value.Low);
        json.WriteNumberOrNull("high", value.High);
        json.WriteEndObject();
    }

    private static MetricValue? Value(EvaluationReport report, string row, string metric)
    {
        var index = report.Metrics.ToList().FindIndex(m => string.Equals(m.Id, metric, StringComparison.Ordinal));
        return index < 0 ? null : report.Rows.FirstOrDefault(r => string.Equals(r.Name, row, StringComparison.Ordinal))?.Values[index];
    }
}
