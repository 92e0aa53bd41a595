using System.Text;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes a report as one HTML file with tables, diagrams and examples. Thread-safe.</summary>
/// <remarks>
/// The file needs nothing else and asks for nothing: style, script and the chart library lie in it, and its content security policy forbids the rest.
/// It has a light and a dark look, prints what is open, and can be read without the diagrams (each has its numbers beside it) and without scripts.
/// UTF-8 without byte order mark, <c>\n</c> line ends. The same report gives the same bytes.
/// </remarks>
public static class HtmlReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentException">Lists of the report do not fit together.</exception>
    public static void Write(EvaluationReport report, Stream stream)
    {
        ReportChecks.ThrowIfInconsistent(report);
        ArgumentNullException.ThrowIfNull(stream);
        var html = new HtmlBuilder();
        using (html.Open("html", ("lang", "en")))
        {
            WriteHead(html, report);
            using (html.Open("body")) WriteBody(html, report);
        }

        stream.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private static void WriteHead(HtmlBuilder html, EvaluationReport report)
    {
        var scripts = $"{ReportAssets.Hash(ReportAssets.ChartLibrary)} {ReportAssets.Hash(ReportAssets.PageScript)}";
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"))
                .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
                .Void("meta", ("name", "color-scheme"), ("content", "light dark"))
                .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src 'unsafe-inline'; script-src {scripts}; base-uri 'none'; form-action 'none'"))
                .Element("title", report.Title);
            html.Asset("style", ReportAssets.StyleSheet);
        }
    }

    private static void WriteBody(HtmlBuilder html, EvaluationReport report)
    {
        html.Element("a", "Skip to the results", ("class", "skip"), ("href", "#results"));
        HeaderSection.Write(html, report);
        using (html.Open("main"))
        {
            FindingsSection.Write(html, report);
            ResultsSection.Write(html, report);
            ComparisonsSection.Write(html, report);
            ConfigurationsSection.Write(html, report);
            MethodSection.Write(html, report);
        }

        FooterSection.Write(html, report);
        html.Asset("script", ReportAssets.ChartLibrary);
        html.Asset("script", ReportAssets.PageScript);
    }
}
