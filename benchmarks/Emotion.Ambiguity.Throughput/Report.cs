using System.Globalization;
using System.Text;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput;

/// <summary>What one scenario found, as Markdown.</summary>
internal sealed class Report(string title)
{
    private static readonly string[] ComparisonHeader = ["model", "what", "ours", "beside", "ratio (lowest to highest)", "required", "met"];
    private readonly List<string> _notes = [];
    private readonly List<(string[] Header, List<string[]> Rows)> _tables = [];

    public int Required { get; private set; }

    public int Met { get; private set; }

    public bool HasFailed { get; private set; }

    public void Note(string line) => _notes.Add(line);

    public void Fail(string reason)
    {
        HasFailed = true;
        Note($"**Failed**: {reason}");
    }

    /// <summary>A row of the comparison table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="what">What was compared with what.</param>
    /// <param name="ours">Our figure, with its unit.</param>
    /// <param name="beside">The other one.</param>
    /// <param name="ratio">Ours to the other's, one value a repeat.</param>
    /// <param name="limit">What is required of the median; null where nothing is.</param>
    public void Compare(string model, string what, string ours, string beside, Spread ratio, Limit? limit) =>
        Row(ComparisonHeader, [model, what, ours, beside, ratio.ToString(), limit?.ToString() ?? "", Judge(limit, ratio.Median)]);

    /// <summary>A single figure beside what is required of it.</summary>
    public void Figure(string model, string what, string value, double judged, Limit? limit) =>
        Row(["model", "what", "value", "required", "met"], [model, what, value, limit?.ToString() ?? "", Judge(limit, judged)]);

    /// <summary>A row of any other table; rows with the same header stand together.</summary>
    public void Row(string[] header, string[] cells)
    {
        var table = _tables.Find(t => t.Header.SequenceEqual(header, StringComparer.Ordinal));
        if (table.Header is null) _tables.Add(table = (header, []));
        table.Rows.Add(cells);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder().AppendLine().Append("## ").AppendLine(title).AppendLine();
        foreach (var note in _notes) text.AppendLine(note);
        foreach (var (header, rows) in _tables) AppendTable(text, header, rows);
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, string[] header, List<string[]> rows)
    {
        text.AppendLine().Append("| ").AppendJoin(" | ", header).AppendLine(" |").Append('|').Insert(text.Length, "---|", header.Length).AppendLine();
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
    }

    private string Judge(Limit? limit, double value)
    {
        if (limit is null) return "";
        Required++;
        if (!limit.IsMetBy(value)) return "**no**";
        Met++;
        return "yes";
    }
}

/// <summary>The least or the most that a figure may be.</summary>
internal sealed record Limit(double Value, bool IsMinimum, string Unit = "")
{
    public static Limit AtLeast(double value, string unit = "") => new(value, true, unit);

    public static Limit AtMost(double value, string unit = "") => new(value, false, unit);

    public bool IsMetBy(double value) => IsMinimum ? value >= Value : value <= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at {(IsMinimum ? "least" : "most")} {Value}{Unit}");
}
