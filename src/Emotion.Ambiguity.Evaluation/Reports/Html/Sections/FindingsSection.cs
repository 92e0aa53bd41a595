namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>What the numbers say, in sentences.</summary>
internal static class FindingsSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        using (html.Open("section", ("aria-labelledby", "findings")))
        {
            html.Element("h2", "What the numbers say", ("id", "findings"));
            if (report.Findings.Length == 0)
            {
                html.Element("p", "Nothing: there is no finding.");
                return;
            }

            using (html.Open("ol", ("class", "findings")))
            {
                foreach (var finding in report.Findings) html.Element("li", finding);
            }
        }
    }
}
