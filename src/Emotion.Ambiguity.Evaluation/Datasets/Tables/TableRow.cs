using System.Globalization;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>A row of a CSV or JSONL file.</summary>
internal sealed class TableRow(string file, long line, Func<string, string?> find)
{
    public string File => file;

    public long Line => line;

    /// <summary>The cell's text; empty where a JSONL row does not have it.</summary>
    public string this[string column] => find(column) ?? "";

    /// <summary>The cell's text without outer white space, or null where it is empty or no column is named.</summary>
    public string? Optional(string? column) => column is null || string.IsNullOrWhiteSpace(this[column]) ? null : this[column].Trim();

    /// <summary>Reads a number of at least 0.</summary>
    public bool TryNumber(string column, out double number, out string fault)
    {
        fault = "";
        if (find(column) is not { } text) return (number = 0) == 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && number >= 0) return true;
        fault = $"The column \"{column}\" should hold a number of at least 0, but is \"{text}\".";
        return false;
    }
}
