using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Reads CSV, TSV and JSONL files row by row. UTF-8, with or without a byte order mark, any line ends.</summary>
internal static class TableFile
{
    public static bool IsJsonLines(string file) => Path.GetExtension(file).ToUpperInvariant() is ".JSONL" or ".NDJSON";

    /// <summary>Reads the rows; a row with too few or too many cells, or with broken quotes, is reported.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">How its cells are set apart.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="session">Takes the reports.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    public static async IAsyncEnumerable<TableRow> ReadAsync(
        string file, TableFormat format, IReadOnlyCollection<string> required, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = Open(file);
        using var parser = CreateParser(text, format, out var faults);
        var header = format.Columns ?? (await NextAsync(parser, file).ConfigureAwait(false) ? parser.Record! : null)
            ?? throw new DatasetFormatException(file, 0, "The file is empty.", $"The first row should name the columns: {string.Join(", ", required)}.");
        var columns = Index(file, header, required);
        for (var line = parser.RawRow + 1; await NextAsync(parser, file).ConfigureAwait(false); line = parser.RawRow + 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            faults.Clear();
            var cells = parser.Record!;
            if (cells is [""]) continue;
            if (faults.Count > 0) session.Report(file, line, "A quote stands where none may be, or is not closed.");
            else if (cells.Length != header.Length) session.Report(file, line, $"The row has {cells.Length} cells, but the header has {header.Length} columns.");
            else yield return new TableRow(file, line, c => cells[columns[c]]);
        }
    }

    /// <summary>Reads JSONL: an object a line. A member of an object in it is a column "outer.inner".</summary>
    public static async IAsyncEnumerable<TableRow> ReadJsonLinesAsync(string file, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = Open(file);
        var line = 0L;
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } json)
        {
            line++;
            if (string.IsNullOrWhiteSpace(json)) continue;
            if (TryFlatten(json, out var cells, out var fault)) yield return new TableRow(file, line, c => cells.GetValueOrDefault(c));
            else session.Report(file, line, fault);
        }

        if (line == 0) throw new DatasetFormatException(file, 0, "The file is empty.", "Each line should hold a JSON object.");
    }

    /// <summary>The columns that a CSV file has.</summary>
    public static string[] ReadHeader(string file, TableFormat format)
    {
        using var text = Open(file);
        using var parser = CreateParser(text, format, out _);
        return parser.Read() ? parser.Record! : throw new DatasetFormatException(file, 0, "The file is empty.", "The first row should name the columns.");
    }

    private static StreamReader Open(string file) =>
        File.Exists(file) ? new StreamReader(file) : throw new DatasetFormatException(file, 0, "There is no such file.", "Check the path.");

    private static CsvParser CreateParser(StreamReader text, TableFormat format, out List<string> faults)
    {
        var found = faults = [];
        return new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Delimiter,
            Mode = format.Mode,
            IgnoreBlankLines = false, // they would shift the line numbers
            BadDataFound = args => found.Add(args.Field),
            MaxFieldSize = 1 << 20, // a quote that is never closed must not pull the whole file into memory
        });
    }

    private static async Task<bool> NextAsync(CsvParser parser, string file)
    {
        try
        {
            return await parser.ReadAsync().ConfigureAwait(false);
        }
        catch (CsvHelperException fault)
        {
            throw new DatasetFormatException(file, parser.RawRow, "A cell has more than a million characters.", "Look for a quote that is not closed above this line.", fault);
        }
    }

    private static Dictionary<string, int> Index(string file, string[] header, IReadOnlyCollection<string> required)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
            if (!columns.TryAdd(header[i].Trim(), i)) throw new DatasetFormatException(file, 1, $"The column \"{header[i]}\" stands twice.", "Rename one of them.");
        var missing = required.Where(c => !columns.ContainsKey(c)).Select(c => $"\"{c}\"").ToList();
        if (missing.Count == 0) return columns;
        throw new DatasetFormatException(
            file, 1, $"There is no column {string.Join(", ", missing)}; there are {string.Join(", ", header.Select(c => $"\"{c}\""))}.", "Check that this is the corpus's own file.");
    }

    private static bool TryFlatten(string json, out Dictionary<string, string> cells, out string fault)
    {
        cells = new(StringComparer.OrdinalIgnoreCase);
        fault = "The line is no JSON object.";
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            Add(document.RootElement, "", cells);
            return true;
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            return false; // also a name that holds half a surrogate pair
        }

        static void Add(JsonElement element, string prefix, Dictionary<string, string> cells)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object) Add(property.Value, $"{prefix}{property.Name}.", cells);
                else if (JsonMember.Text(property.Value) is { } text) cells[prefix + property.Name] = text;
            }
        }
    }
}
