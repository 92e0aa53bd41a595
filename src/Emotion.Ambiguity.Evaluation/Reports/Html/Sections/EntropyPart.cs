namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How ambiguous items are to a configuration, against how ambiguous they are to people.</summary>
internal static class EntropyPart
{
    private const int Bins = 5;

    public static void Write(HtmlBuilder html, ConfigurationDetail detail)
    {
        var points = detail.Entropies.Where(p => double.IsFinite(p.Voted) && double.IsFinite(p.Predicted)).ToArray();
        var max = points.Length == 0 ? 1 : Math.Max(points.Max(p => p.Voted), points.Max(p => p.Predicted));
        var bins = Group(points);
        var data = new ChartData("entropy")
        {
            // Four digits are finer than a pixel.
            Points = [.. points.Select(p => (double[])[Math.Round(p.Voted, 4), Math.Round(p.Predicted, 4)])],
            Line = [.. bins.Where(b => b.Length > 0).Select(b => (double[])[b.Average(p => p.Voted), b.Average(p => p.Predicted)])],
            Max = Math.Max(0.1, Math.Ceiling(max * 10) / 10),
        };
        var label = $"Scatter plot of {detail.Row}: predicted against voted entropy of {ReportNumbers.Count(points.Length)} items. Their means follow as a table.";
        ChartFigure.Write(html, "Entropy, in nats: are the items ambiguous that people find ambiguous?", label, data, () =>
            HtmlParts.Table(html, $"Items in {Bins} equal steps of the voted entropy, in nats.", "plain", () =>
            {
                HtmlParts.HeaderRow(html, "Step", "Items", "Mean voted", "Mean predicted");
                using (html.Open("tbody"))
                {
                    foreach (var (bin, i) in bins.Select((b, i) => (b, i)))
                        HtmlParts.Row(html, $"{i + 1}", ReportNumbers.Count(bin.Length), Mean(bin, p => p.Voted), Mean(bin, p => p.Predicted));
                }
            }));
    }

    private static string Mean(EntropyPoint[] points, Func<EntropyPoint, double> entropy) => ReportNumbers.Decimals(points.Length == 0 ? null : points.Average(entropy));

    private static EntropyPoint[][] Group(EntropyPoint[] points)
    {
        var highest = points.Length == 0 ? 0 : points.Max(p => p.Voted);
        var steps = points.ToLookup(p => highest > 0 ? Math.Clamp((int)(p.Voted / highest * Bins), 0, Bins - 1) : 0);
        return [.. Enumerable.Range(0, Bins).Select(i => steps[i].ToArray())];
    }
}
