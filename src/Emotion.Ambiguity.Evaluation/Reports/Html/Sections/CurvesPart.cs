namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Per label a small calibration curve: how much it was voted for, against how probable it was said to be.</summary>
internal static class CurvesPart
{
    public static void Write(HtmlBuilder html, ConfigurationDetail detail)
    {
        if (detail.Labels.Length == 0) return;
        using (html.Open("details", ("class", "more")))
        {
            html.Element("summary", "Calibration of each label");
            using (html.Open("div", ("class", "curves")))
            {
                foreach (var label in detail.Labels) WriteCurve(html, label);
            }

            using (html.Open("details", ("class", "data")))
            {
                html.Element("summary", "Numbers");
                WriteTable(html, detail);
            }
        }
    }

    private static void WriteCurve(HtmlBuilder html, LabelCalibration label)
    {
        var bins = label.Bins.Where(b => b is { MeanPredicted: not null, MeanVoted: not null }).ToArray();
        using (html.Open("figure", ("class", "chart curve"), ("data-chart", "curve")))
        {
            html.Element("figcaption", label.Label);
            ChartFigure.Canvas(html, $"Calibration curve of {label.Label}: mean votes against predicted probability. The table below has the numbers.", new ChartData("curve")
            {
                Line = [.. bins.Select(b => (double[])[b.MeanPredicted!.Value, b.MeanVoted!.Value])],
                Counts = [.. bins.Select(b => b.Count)],
            });
        }
    }

    private static void WriteTable(HtmlBuilder html, ConfigurationDetail detail) =>
        HtmlParts.Table(html, "Mean share of the votes in bins of the predicted probability, and the items in each.", "plain", () =>
        {
            HtmlParts.HeaderRow(html, detail.Labels[0].Bins.Select(b => $"{ReportNumbers.Decimals(b.Lower, 1)}–{ReportNumbers.Decimals(b.Upper, 1)}").Prepend("Label"));
            using (html.Open("tbody"))
            {
                foreach (var label in detail.Labels)
                {
                    using (html.Open("tr"))
                    {
                        html.Element("th", label.Label, ("scope", "row"));
                        foreach (var bin in label.Bins) WriteBin(html, bin);
                    }
                }
            }
        });

    private static void WriteBin(HtmlBuilder html, LabelCalibrationBin bin)
    {
        using (html.Open("td"))
        {
            HtmlParts.Number(html, ReportNumbers.Decimals(bin.MeanVoted, 2));
            if (bin.Count > 0) html.Element("small", ReportNumbers.Count(bin.Count));
        }
    }
}
