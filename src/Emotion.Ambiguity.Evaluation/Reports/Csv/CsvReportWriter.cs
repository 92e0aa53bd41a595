using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes the tables of a report as CSV in long form: a line for each row and metric. Thread-safe.</summary>
/// <remarks>
/// Comma separated, UTF-8 without byte order mark, <c>\n</c> line ends, numbers with a point and every digit that they need to be read back exactly;
/// what is not defined is an empty cell. The same report gives the same bytes. docs/reports.md lists the columns.
/// </remarks>
public static class CsvReportWriter
{
    /// <summary>Writes the values of all rows and metrics.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentException">Lists of the report do not fit together.</exception>
    public static void Write(EvaluationReport report, Stream stream)
    {
        ReportChecks.ThrowIfInconsistent(report);
        ArgumentNullException.ThrowIfNull(stream);
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        csv.WriteRecords(Lines(report));
    }

    private static IEnumerable<CsvReportLine> Lines(EvaluationReport report) =>
        from row in report.Rows
        from pair in report.Metrics.Zip(row.Values)
        select new CsvReportLine(row, pair.First, pair.Second);
}
