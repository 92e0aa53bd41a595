using System.Text.Json;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>A diagram: a canvas that the page script fills, and its numbers as a table for who cannot or does not want to see it.</summary>
internal static class ChartFigure
{
    public static void Write(HtmlBuilder html, string title, string label, ChartData data, Action table)
    {
        using (html.Open("figure", ("class", $"chart {data.Kind}"), ("data-chart", data.Kind)))
        {
            html.Element("figcaption", title);
            Canvas(html, label, data);
            using (html.Open("details", ("class", "data")))
            {
                html.Element("summary", "Numbers");
                table();
            }
        }
    }

    /// <summary>A canvas alone, whose numbers stand in a table elsewhere.</summary>
    public static void Canvas(HtmlBuilder html, string label, ChartData data)
    {
        using (html.Open("div", ("class", "canvas"), ("style", data.Rows > 0 ? $"--rows:{data.Rows}" : null)))
            html.Element("canvas", label, ("role", "img"), ("aria-label", label));
        html.Asset("script", JsonSerializer.Serialize(data, ChartJsonContext.Default.ChartData), ("type", "application/json"));
    }
}
