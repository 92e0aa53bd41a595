using CsvHelper;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>How the cells of a file are set apart.</summary>
/// <param name="Delimiter">Between two cells.</param>
/// <param name="Mode">Whether quotes have a meaning.</param>
/// <param name="Columns">The columns' names where the file has no header row; else null.</param>
internal sealed record TableFormat(string Delimiter, CsvMode Mode = CsvMode.RFC4180, string[]? Columns = null)
{
    public static TableFormat Of(string file) => new(Path.GetExtension(file).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? "\t" : ",");
}
