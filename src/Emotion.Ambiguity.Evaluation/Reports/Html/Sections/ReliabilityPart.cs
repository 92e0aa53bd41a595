namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How often the top label was right, against how sure it was.</summary>
internal static class ReliabilityPart
{
    public static void Write(HtmlBuilder html, ConfigurationDetail detail)
    {
        var filled = detail.Reliability.Where(b => b is { MeanConfidence: not null, Accuracy: not null }).ToArray();
        var items = detail.Reliability.Sum(b => b.Count);
        var data = new ChartData("reliability")
        {
            Labels = [.. detail.Reliability.Select(b => $"{ReportNumbers.Decimals(b.Lower, 1)}–{ReportNumbers.Decimals(b.Upper, 1)}")],
            Counts = [.. detail.Reliability.Select(b => b.Count)],
            Points = [.. detail.Reliability.Select(b => (double[])[(b.Lower + b.Upper) / 2, items == 0 ? 0 : (double)b.Count / items])],
            Line = [.. filled.Select(b => (double[])[b.MeanConfidence!.Value, b.Accuracy!.Value])],
        };
        var label = $"Reliability diagram of {detail.Row}: accuracy against confidence in {filled.Length} bins with items. The numbers follow as a table.";
        ChartFigure.Write(html, "Reliability: is the top label as often right as it is said to be probable?", label, data, () =>
            HtmlParts.Table(html, "Bins of the highest probability.", "plain", () =>
            {
                HtmlParts.HeaderRow(html, "Bin", "Items", "Mean confidence", "Accuracy");
                using (html.Open("tbody"))
                {
                    foreach (var (bin, name) in detail.Reliability.Zip(data.Labels))
                        HtmlParts.Row(html, name, ReportNumbers.Count(bin.Count), ReportNumbers.Decimals(bin.MeanConfidence), ReportNumbers.Decimals(bin.Accuracy));
                }
            }));
    }
}
