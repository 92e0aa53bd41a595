namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The title, what was measured, and where to find what.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        using (html.Open("header"))
        {
            html.Element("p", "How well is the distribution of listeners’ votes read?", ("class", "kicker"))
                .Element("h1", report.Title);
            WriteContents(html, report);
            html.Element("h2", "What was measured", ("id", "measured"));
            using (html.Open("dl", ("class", "facts")))
            {
                foreach (var (name, value) in ReportTexts.Facts(report))
                {
                    using (html.Open("div", ("class", value.Length > 60 ? "wide" : null)))
                    {
                        html.Element("dt", name);
                        using (html.Open("dd")) HtmlParts.Number(html, value);
                    }
                }
            }

            if (report.Dataset.ClassPrior.Length > 0) WritePrior(html, report.Dataset);
        }
    }

    private static void WriteContents(HtmlBuilder html, EvaluationReport report)
    {
        using (html.Open("nav", ("aria-label", "Sections")))
        {
            html.Element("a", "Findings", ("href", "#findings")).Text(" ").Element("a", "Results", ("href", "#results")).Text(" ");
            if (report.Comparisons.Length > 0) html.Element("a", "Comparisons", ("href", "#comparisons")).Text(" ");
            if (report.Details.Length > 0) html.Element("a", "Configurations", ("href", "#configurations")).Text(" ");
            html.Element("a", "How it was computed", ("href", "#method"));
        }
    }

    private static void WritePrior(HtmlBuilder html, DatasetSummary data)
    {
        html.Element("h3", "Class prior: the mean of the votes", ("id", "prior"));
        using (html.Open("ul", ("class", "prior"), ("aria-labelledby", "prior")))
        {
            foreach (var (label, share) in data.Labels.Zip(data.ClassPrior))
            {
                using (html.Open("li"))
                {
                    html.Element("span", label, ("class", "label")).Text(" ");
                    HtmlParts.Bar(html, "voted", share);
                    html.Text(" ").Element("span", ReportNumbers.Percent(share), ("class", "number"));
                }
            }
        }
    }
}
