using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Which label was predicted where another was voted for most.</summary>
internal static class ConfusionPart
{
    /// <summary>More columns than these have their names upright.</summary>
    private const int FlatColumns = 8;

    public static void Write(HtmlBuilder html, ImmutableArray<string> labels, ConfigurationDetail detail)
    {
        if (detail.Confusion.Length == 0) return;
        html.Element("h4", "Confusion of the top labels");
        var total = detail.Confusion.Sum(r => r.Sum());
        HtmlParts.Table(html, $"A row is a top voted label, a column a top predicted one: per cent of the row, and items beneath ({ReportNumbers.Count(total)} in all; tied votes are left out).",
            labels.Length > FlatColumns ? "confusion upright" : "confusion", () =>
        {
            HtmlParts.HeaderRow(html, labels.Prepend("voted \\ predicted").Append("items"));
            using (html.Open("tbody"))
            {
                for (var i = 0; i < labels.Length; i++) WriteRow(html, labels, detail.Confusion[i], i);
            }
        });
    }

    private static void WriteRow(HtmlBuilder html, ImmutableArray<string> labels, ImmutableArray<long> counts, int voted)
    {
        var items = counts.Sum();
        using (html.Open("tr"))
        {
            html.Element("th", labels[voted], ("scope", "row"));
            for (var i = 0; i < counts.Length; i++)
            {
                var share = items == 0 ? 0 : (double)counts[i] / items;
                using (html.Open("td", ("class", i == voted ? "same" : null), ("style", $"--v:{HtmlParts.Share(share)}")))
                {
                    HtmlParts.Number(html, items == 0 ? ReportNumbers.NotDefined : ReportNumbers.Decimals(share * 100, 0));
                    if (counts[i] > 0) html.Element("small", ReportNumbers.Count(counts[i]));
                }
            }

            HtmlParts.Cell(html, ReportNumbers.Count(items));
        }
    }
}
