namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How intervals and tests came about, and what each metric is.</summary>
internal static class MethodSection
{
    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        using (html.Open("section", ("aria-labelledby", "method")))
        {
            html.Element("h2", "How it was computed", ("id", "method"));
            using (html.Open("ul", ("class", "method")))
            {
                foreach (var sentence in ReportTexts.Method(report)) html.Element("li", sentence);
            }

            html.Element("h3", "Metrics");
            using (html.Open("dl", ("class", "definitions")))
            {
                foreach (var metric in report.Metrics)
                {
                    using (html.Open("dt"))
                    {
                        html.Text(metric.Name).Text(" ");
                        html.Element("small", ReportTexts.Direction(metric.Better));
                    }

                    html.Element("dd", metric.Description);
                }
            }
        }
    }
}
