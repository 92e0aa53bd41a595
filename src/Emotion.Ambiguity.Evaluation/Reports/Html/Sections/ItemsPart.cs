using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The items that were read worst and best, their votes beside the prediction.</summary>
internal static class ItemsPart
{
    /// <summary>Labels of an item that have a line of their own; the others share one.</summary>
    private const int LabelLines = 5;

    public static void Write(HtmlBuilder html, ImmutableArray<string> labels, ConfigurationDetail detail)
    {
        if (detail.Best.Length + detail.Worst.Length == 0) return;
        html.Element("h4", "Items, votes beside the prediction");
        using (html.Open("div", ("class", "examples")))
        {
            WriteList(html, labels, $"{detail.Worst.Length} worst: highest KL first.", detail.Worst);
            WriteList(html, labels, $"{detail.Best.Length} best: lowest KL first.", detail.Best);
        }
    }

    private static void WriteList(HtmlBuilder html, ImmutableArray<string> labels, string caption, ImmutableArray<ReportItem> items) =>
        HtmlParts.Table(html, caption, "items", () =>
        {
            HtmlParts.HeaderRow(html, "Item", "KL", "Label", "Voted, %", "Predicted, %");
            foreach (var item in items) WriteItem(html, labels, item);
        });

    private static void WriteItem(HtmlBuilder html, ImmutableArray<string> labels, ReportItem item)
    {
        var lines = Lines(labels, item).ToArray();
        using (html.Open("tbody"))
        {
            for (var i = 0; i < lines.Length; i++)
            {
                using (html.Open("tr"))
                {
                    if (i == 0) WriteItemCells(html, item, $"{lines.Length}");
                    html.Element("td", lines[i].Label, ("class", "label"));
                    WriteShare(html, "voted", lines[i].Voted);
                    WriteShare(html, "predicted", lines[i].Predicted);
                }
            }
        }
    }

    private static void WriteItemCells(HtmlBuilder html, ReportItem item, string rows)
    {
        using (html.Open("th", ("scope", "rowgroup"), ("rowspan", rows)))
        {
            html.Element("code", item.Id);
            if (item.Text is { } words) html.Element("q", words, ("dir", "auto"));
        }

        html.Element("td", ReportNumbers.Decimals(item.KullbackLeibler, 2), ("rowspan", rows));
    }

    private static void WriteShare(HtmlBuilder html, string style, double share)
    {
        using (html.Open("td", ("class", "share")))
        {
            HtmlParts.Bar(html, style, share);
            html.Text(" ").Element("span", ReportNumbers.Decimals(share * 100, 0), ("class", "number"));
        }
    }

    private static IEnumerable<(string Label, double Voted, double Predicted)> Lines(ImmutableArray<string> labels, ReportItem item)
    {
        var all = labels.Select((label, i) => (Label: label, Voted: item.Votes[i], Predicted: item.Prediction[i]))
            .OrderByDescending(l => Math.Max(l.Voted, l.Predicted)).ToArray();
        // What rounds to 0 on both sides says nothing; a single label left needs no line for "others".
        var named = all.Where((l, i) => i == 0 || Math.Max(l.Voted, l.Predicted) >= 0.005).ToArray();
        if (named.Length > LabelLines + 1) named = named[..LabelLines];
        var others = all.Skip(named.Length).ToArray();
        var (voted, predicted) = (others.Sum(l => l.Voted), others.Sum(l => l.Predicted));
        foreach (var line in named.OrderByDescending(l => l.Voted).ThenByDescending(l => l.Predicted)) yield return line;
        if (Math.Max(voted, predicted) >= 0.005) yield return ($"{others.Length} others", voted, predicted);
    }
}
