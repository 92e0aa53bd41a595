namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Diagrams and examples of each configuration; the first is open.</summary>
internal static class ConfigurationsSection
{
    public static string Id(int index) => $"configuration-{index + 1}";

    public static void Write(HtmlBuilder html, EvaluationReport report)
    {
        if (report.Details.Length == 0) return;
        using (html.Open("section", ("aria-labelledby", "configurations")))
        {
            html.Element("h2", "Configurations", ("id", "configurations"));
            using (html.Open("p", ("class", "tools"), ("hidden", "hidden")))
            {
                html.Element("button", "Open all", ("type", "button"), ("data-open", "true")).Text(" ")
                    .Element("button", "Close all", ("type", "button"), ("data-open", "false"))
                    .Text(" ").Element("span", "What is open is what prints.");
            }

            for (var i = 0; i < report.Details.Length; i++) WriteOne(html, report, i);
        }
    }

    private static void WriteOne(HtmlBuilder html, EvaluationReport report, int index)
    {
        var detail = report.Details[index];
        var row = report.FindRow(detail.Row);
        using (html.Open("details", ("class", "configuration"), ("id", Id(index)), ("open", index == 0 ? "open" : null)))
        {
            using (html.Open("summary")) html.Element("h3", detail.Row);
            if (row is not null) AnswersPart.Write(html, row);
            using (html.Open("div", ("class", "charts")))
            {
                ReliabilityPart.Write(html, detail);
                EntropyPart.Write(html, detail);
                LabelsPart.Write(html, detail);
            }

            CurvesPart.Write(html, detail);
            ConfusionPart.Write(html, report.Dataset.Labels, detail);
            ItemsPart.Write(html, report.Dataset.Labels, detail);
        }
    }
}
