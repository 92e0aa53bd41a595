using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes a report as JSON, whole, and reads it back. Thread-safe.</summary>
/// <remarks>One object on one line, UTF-8 without byte order mark; names in camel case, enums as camel-case words. The same report gives the same bytes.</remarks>
public static class JsonReportWriter
{
    // Names and words of any language stay readable; <, > and & are still escaped.
    private static readonly ReportJsonContext Context = new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentException">Lists of the report do not fit together.</exception>
    public static void Write(EvaluationReport report, Stream stream)
    {
        ReportChecks.ThrowIfInconsistent(report);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, report, Context.EvaluationReport);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a report that <see cref="Write"/> wrote.</summary>
    /// <param name="stream">The JSON; stays open.</param>
    /// <returns>The report, equal number by number to the one that was written.</returns>
    /// <exception cref="JsonException">It is not JSON, or not a report: the message says where.</exception>
    /// <exception cref="ArgumentException">Lists of the report do not fit together.</exception>
    public static EvaluationReport Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var report = JsonSerializer.Deserialize(stream, Context.EvaluationReport) ?? throw new JsonException("The JSON is null, not a report.");
        report = WithDefaults(report);
        ReportChecks.ThrowIfInconsistent(report);
        return report;
    }

    // Generated code sets members that the JSON lacks to null, whatever their initializer says.
    private static EvaluationReport WithDefaults(EvaluationReport report) => report with
    {
        Dataset = report.Dataset with { Selection = report.Dataset.Selection ?? "" },
        Resampling = report.Resampling with { Note = report.Resampling.Note ?? "" },
        Rows = [.. report.Rows.Select(r => r with { Note = r.Note ?? "", InvalidReasons = r.InvalidReasons.IsDefault ? [] : r.InvalidReasons })],
    };
}
