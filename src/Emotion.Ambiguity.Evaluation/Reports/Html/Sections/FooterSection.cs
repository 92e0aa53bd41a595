namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The version, and the licences of what the page carries.</summary>
internal static class FooterSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        using (html.Open("footer"))
        {
            html.Element("p", $"Computed by Emotion.Ambiguity {report.LibraryVersion}. Diagrams by Chart.js.");
            using (html.Open("details", ("class", "licences")))
            {
                html.Element("summary", "Licences of the diagrams’ code");
                foreach (var (name, text) in ReportAssets.ChartLicenses)
                {
                    html.Element("h3", name);
                    html.Element("pre", text.Trim());
                }
            }
        }
    }
}
