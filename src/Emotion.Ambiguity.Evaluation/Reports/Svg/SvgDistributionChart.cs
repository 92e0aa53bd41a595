using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Reports.Svg;

/// <summary>Draws distributions side by side as an SVG picture: a group of bars a label, a bar a distribution.</summary>
/// <remarks>
/// Thread-safe. The picture stands alone: no script, no font file, no link. Colours are told apart by people who do not see red or green (Okabe and Ito), and a
/// description holds the numbers for readers who see none. The same input gives the same bytes.
/// </remarks>
public static class SvgDistributionChart
{
    private const string Font = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
    private const int Width = 760;
    private const int Left = 44;
    private const int PlotHeight = 190;
    private const string Ink = "#1f2933";
    private const string Faint = "#d5dae0";
    private const string ReferenceColor = "#9aa5b1";
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442"];

    /// <summary>The most distributions of one chart: 9, a reference and eight others.</summary>
    public static int MaxSeries => Colors.Length + 1;

    /// <summary>Writes a chart.</summary>
    /// <param name="output">A stream that can be written; it stays open.</param>
    /// <param name="title">The line above the chart.</param>
    /// <param name="series">The distributions, over the same taxonomy; at least one of them is there.</param>
    /// <exception cref="ArgumentException">There is no distribution, there are too many, or they are over different taxonomies.</exception>
    public static void Write(Stream output, string title, ImmutableArray<DistributionSeries> series)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(title);
        var ordered = Check(series);
        using var svg = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CloseOutput = false, OmitXmlDeclaration = true });
        var taxonomy = ordered.First(s => s.Distribution is not null).Distribution!.Taxonomy;
        var legend = Legend(ordered);
        var top = 44 + (legend[^1].Row * 20) + 26;
        Open(svg, title, Describe(title, taxonomy, ordered), top + PlotHeight + 40);
        Text(svg, 12, 24, title, ("font-size", "16"), ("font-weight", "600"));
        foreach (var (entry, row, x) in legend) DrawLegend(svg, entry, x, 44 + (row * 20));
        DrawGrid(svg, top);
        DrawBars(svg, taxonomy, ordered, top);
        svg.WriteEndElement();
    }

    private static ImmutableArray<(DistributionSeries Series, string Color)> Colored(ImmutableArray<DistributionSeries> series)
    {
        var next = 0;
        return [.. series.Select(s => (s, s.IsReference ? ReferenceColor : Colors[next++]))];
    }

    private static ImmutableArray<DistributionSeries> Check(ImmutableArray<DistributionSeries> series)
    {
        if (series.IsDefaultOrEmpty || series.All(s => s.Distribution is null)) throw new ArgumentException("There is no distribution to draw.", nameof(series));
        if (series.Count(s => !s.IsReference) > Colors.Length || series.Count(s => s.IsReference) > 1)
            throw new ArgumentException($"A chart holds at most {Colors.Length} distributions and one reference, but there are {series.Length}.", nameof(series));
        var taxonomy = series.First(s => s.Distribution is not null).Distribution!.Taxonomy;
        if (series.Any(s => s.Distribution is { } d && !d.Taxonomy.Equals(taxonomy))) throw new ArgumentException("The distributions are over different taxonomies.", nameof(series));
        return [.. series.OrderByDescending(s => s.IsReference)];
    }

    private static List<((DistributionSeries Series, string Color) Entry, int Row, int X)> Legend(ImmutableArray<DistributionSeries> series)
    {
        var (row, x) = (0, 12);
        var entries = new List<((DistributionSeries, string), int, int)>();
        foreach (var entry in Colored(series))
        {
            // There is no font to measure with; 7.4 units a character are enough for the usual ones at size 13.
            var width = 30 + (int)(LegendText(entry.Series).Length * 7.4);
            if (x + width > Width && x > 12) (row, x) = (row + 1, 12);
            entries.Add((entry, row, x));
            x += width;
        }

        return entries;
    }

    private static string LegendText(DistributionSeries series) => series.Distribution is null ? $"{series.Name}: no distribution" : series.Name;

    private static void DrawLegend(XmlWriter svg, (DistributionSeries Series, string Color) entry, int x, int y)
    {
        Rectangle(svg, x, y, 12, 12, entry.Series.Distribution is null ? "none" : entry.Color, entry.Color);
        Text(svg, x + 18, y + 11, LegendText(entry.Series), ("font-size", "13"));
    }

    private static void DrawGrid(XmlWriter svg, int top)
    {
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var y = top + PlotHeight - (PlotHeight * percent / 100);
            svg.WriteStartElement("line");
            Attributes(svg, ("x1", N(Left)), ("x2", N(Width - 12)), ("y1", N(y)), ("y2", N(y)), ("stroke", Faint), ("stroke-width", "1"));
            svg.WriteEndElement();
            Text(svg, Left - 6, y + 4, $"{percent} %", ("font-size", "11"), ("text-anchor", "end"));
        }
    }

    private static void DrawBars(XmlWriter svg, EmotionTaxonomy taxonomy, ImmutableArray<DistributionSeries> series, int top)
    {
        var drawn = Colored(series).Where(s => s.Series.Distribution is not null).ToList();
        var group = (double)(Width - 12 - Left) / taxonomy.Count;
        var bar = Math.Min(34, group * 0.84 / drawn.Count);
        for (var label = 0; label < taxonomy.Count; label++)
        {
            var center = Left + (group * (label + 0.5));
            for (var i = 0; i < drawn.Count; i++)
            {
                var share = drawn[i].Series.Distribution![label];
                var (x, height) = (center + ((i - (drawn.Count / 2.0)) * bar), share * PlotHeight);
                Rectangle(svg, x + 0.5, top + PlotHeight - height, bar - 1, height, drawn[i].Color, stroke: null);
                if (bar >= 13 && share >= 0.005) Text(svg, x + (bar / 2), top + PlotHeight - height - 4, (share * 100).ToString("0", CultureInfo.InvariantCulture), ("font-size", "10"), ("text-anchor", "middle"));
            }

            // Names of many labels would run into each other.
            var size = Math.Clamp(group / taxonomy[label].Name.Length * 1.6, 7, 13);
            Text(svg, center, top + PlotHeight + 20, taxonomy[label].Name, ("font-size", N(size)), ("text-anchor", "middle"));
        }
    }

    private static string Describe(string title, EmotionTaxonomy taxonomy, ImmutableArray<DistributionSeries> series) =>
        $"{title}. " + string.Join("; ", series.Select(s => s.Distribution is { } d
            ? $"{s.Name}: {string.Join(", ", taxonomy.Labels.Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"{l.Name} {d[i] * 100:0.#} %")))}"
            : $"{s.Name}: none")) + ".";

    private static void Open(XmlWriter svg, string title, string description, int height)
    {
        svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(svg, ("width", N(Width)), ("height", N(height)), ("viewBox", $"0 0 {Width} {height}"), ("role", "img"), ("font-family", Font), ("fill", Ink));
        svg.WriteElementString("title", "http://www.w3.org/2000/svg", title);
        svg.WriteElementString("desc", "http://www.w3.org/2000/svg", description);
        Rectangle(svg, 0, 0, Width, height, "#ffffff", stroke: null);
    }

    private static void Rectangle(XmlWriter svg, double x, double y, double width, double height, string fill, string? stroke)
    {
        svg.WriteStartElement("rect");
        Attributes(svg, ("x", N(x)), ("y", N(y)), ("width", N(width)), ("height", N(height)), ("fill", fill));
        if (stroke is not null) Attributes(svg, ("stroke", stroke));
        svg.WriteEndElement();
    }

    private static void Text(XmlWriter svg, double x, double y, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement("text");
        Attributes(svg, ("x", N(x)), ("y", N(y)));
        Attributes(svg, attributes);
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes) svg.WriteAttributeString(name, value);
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
