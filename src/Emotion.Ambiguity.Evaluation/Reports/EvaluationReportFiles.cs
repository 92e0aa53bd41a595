using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes a report in every form. Thread-safe, as long as no two calls write the same files.</summary>
public static class EvaluationReportFiles
{
    private static readonly (string Extension, Action<EvaluationReport, Stream> Write)[] Forms =
    [
        (".html", HtmlReportWriter.Write),
        (".json", JsonReportWriter.Write),
        (".csv", CsvReportWriter.Write),
        (".md", MarkdownReportWriter.Write),
    ];

    /// <summary>Writes name.html, name.json, name.csv and name.md.</summary>
    /// <remarks>
    /// Each file is written beside its place and then moved there, and none is moved before all are written: who cancels, or runs into an error
    /// while they are written, finds the old files whole.
    /// </remarks>
    /// <param name="report">The report.</param>
    /// <param name="path">Folder and name; a last .html, .json, .csv or .md is taken off, any other dot belongs to the name. The folder is made where there is none.</param>
    /// <param name="cancellationToken">Stops before the first file is moved.</param>
    /// <returns>The four files, in the order above.</returns>
    /// <exception cref="ArgumentException">The path is empty, or lists of the report do not fit together.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the old files are still there.</exception>
    public static Task<ImmutableArray<string>> WriteAllAsync(EvaluationReport report, string path, CancellationToken cancellationToken = default)
    {
        ReportChecks.ThrowIfInconsistent(report);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Task.Run(() => WriteAll(report, WithoutExtension(Path.GetFullPath(path)), cancellationToken), cancellationToken);
    }

    private static ImmutableArray<string> WriteAll(EvaluationReport report, string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var stage = $"{name}.{Guid.NewGuid():N}";
        try
        {
            foreach (var (extension, write) in Forms)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var file = new FileStream(stage + extension, FileMode.CreateNew, FileAccess.Write);
                write(report, file);
            }

            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (extension, _) in Forms) File.Move(stage + extension, name + extension, overwrite: true);
        }
        finally
        {
            foreach (var (extension, _) in Forms) File.Delete(stage + extension);
        }

        return [.. Forms.Select(f => name + f.Extension)];
    }

    private static string WithoutExtension(string path) =>
        Forms.FirstOrDefault(f => path.EndsWith(f.Extension, StringComparison.OrdinalIgnoreCase)).Extension is { } extension
        && Path.GetFileName(path).Length > extension.Length ? path[..^extension.Length] : path;
}
