using System.Security.Cryptography;
using System.Text;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The files that every HTML report carries: style sheet, page script, and the chart library with its licences.</summary>
internal static class ReportAssets
{
    private const string SourceMap = "//# sourceMappingURL=";

    public static string StyleSheet => Read("report.css");

    public static string PageScript => Read("report.js");

    /// <summary>Chart.js; its first comment names it and its licence.</summary>
    public static string ChartLibrary => WithoutSourceMap(Read("chart.js"));

    /// <summary>The licences that the library's authors ask to be kept with every copy.</summary>
    public static (string Name, string Text)[] ChartLicenses => [("Chart.js", Read("LICENSE-chart.js.txt")), ("@kurkle/color, part of Chart.js", Read("LICENSE-color.txt"))];

    /// <summary>What a content security policy calls the script.</summary>
    public static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(ReportAssets).Assembly.GetManifestResourceStream($"Reports/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks the resource Reports/{name}; it was built without charts/Charts.targets.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers hash scripts with these line ends, whatever the file has.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // The map is not in the report, and a browser's tools would ask for it.
    private static string WithoutSourceMap(string script)
    {
        var at = script.LastIndexOf(SourceMap, StringComparison.Ordinal);
        return at < 0 ? script : script[..at];
    }
}
