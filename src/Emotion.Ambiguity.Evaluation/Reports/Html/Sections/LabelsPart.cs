namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Per label: its mean share of the votes beside its mean predicted probability.</summary>
internal static class LabelsPart
{
    public static void Write(HtmlBuilder html, ConfigurationDetail detail)
    {
        var data = new ChartData("labels")
        {
            Rows = detail.Labels.Length,
            Labels = [.. detail.Labels.Select(l => l.Label)],
            Voted = [.. detail.Labels.Select(l => l.MeanVoted ?? 0)],
            Predicted = [.. detail.Labels.Select(l => l.MeanPredicted ?? 0)],
        };
        ChartFigure.Write(html, "Labels: is each predicted as much as it is voted for?", $"Bars of {detail.Row}: mean votes and mean prediction of {detail.Labels.Length} labels. The numbers follow as a table.", data, () =>
            HtmlParts.Table(html, "Mean over the items, per label.", "plain", () =>
            {
                HtmlParts.HeaderRow(html, "Label", "Voted", "Predicted", "Predicted minus voted");
                using (html.Open("tbody"))
                {
                    foreach (var label in detail.Labels)
                        HtmlParts.Row(html, label.Label, ReportNumbers.Decimals(label.MeanVoted), ReportNumbers.Decimals(label.MeanPredicted), ReportNumbers.Decimals(label.MeanPredicted - label.MeanVoted));
                }
            }));
    }
}
