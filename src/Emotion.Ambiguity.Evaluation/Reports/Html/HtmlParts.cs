using System.Globalization;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Pieces that several sections of the page use.</summary>
internal static class HtmlParts
{
    /// <summary>A table in a container of its own that scrolls on narrow screens, by keyboard too.</summary>
    public static void Table(HtmlBuilder html, string caption, string style, Action content)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")))
        using (html.Open("table", ("class", style)))
        {
            using (html.Open("caption")) html.Element("span", caption);
            content();
        }
    }

    public static void HeaderRow(HtmlBuilder html, params IEnumerable<string> names)
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            foreach (var name in names) html.Element("th", name, ("scope", "col"));
        }
    }

    /// <summary>A row of numbers under a heading of its own.</summary>
    public static void Row(HtmlBuilder html, string heading, params IEnumerable<string> cells)
    {
        using (html.Open("tr"))
        {
            html.Element("th", heading, ("scope", "row"));
            foreach (var cell in cells) Cell(html, cell);
        }
    }

    public static void Cell(HtmlBuilder html, string text)
    {
        using (html.Open("td")) Number(html, text);
    }

    /// <summary>Text in which the dash alone is explained.</summary>
    public static void Number(HtmlBuilder html, string text)
    {
        if (!string.Equals(text, ReportNumbers.NotDefined, StringComparison.Ordinal))
        {
            html.Text(text);
            return;
        }

        using (html.Open("span", ("title", "not defined")))
        {
            html.Element("span", text, ("aria-hidden", "true"));
            html.Element("span", "not defined", ("class", "unseen"));
        }
    }

    /// <summary>A bar drawn by the style sheet; the number that it shows stands beside it as text.</summary>
    public static void Bar(HtmlBuilder html, string style, double share) =>
        html.Element("span", "", ("class", $"bar {style}"), ("style", $"--v:{Share(share)}"), ("aria-hidden", "true"));

    /// <summary>A number for a style: 0 to 1, four decimals.</summary>
    public static string Share(double share) => (double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A name like "model/prompt/extractor", which may be broken after a slash.</summary>
    public static void Name(HtmlBuilder html, string name)
    {
        var parts = name.Split('/');
        html.Text(parts[0]);
        foreach (var part in parts.AsSpan(1)) html.Text("/").Void("wbr").Text(part);
    }

    public static void Metric(HtmlBuilder html, MetricDefinition metric)
    {
        using (html.Open("th", ("scope", "col"), ("title", metric.Description)))
        {
            html.Text(metric.Name);
            if (metric.Better == BetterDirection.Neither) return;
            html.Text("\u00a0").Element("span", ReportTexts.Arrow(metric.Better), ("class", "arrow"), ("aria-hidden", "true"));
            html.Element("span", $", {ReportTexts.Direction(metric.Better)}", ("class", "unseen"));
        }
    }
}
