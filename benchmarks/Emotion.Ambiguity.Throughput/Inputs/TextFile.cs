using System.Globalization;
using CsvHelper;

namespace Emotion.Ambiguity.Throughput.Inputs;

/// <summary>Utterances as text.</summary>
internal static class TextFile
{
    private const string Excerpt = "benchmarks/data/brighter-eng-256.csv";

    /// <summary>That many texts of the column "text", evenly spaced over the file; repeated where there are fewer.</summary>
    public static IReadOnlyList<string> Read(string? path, int count)
    {
        using var reader = new CsvReader(new StreamReader(path ?? RepositoryFiles.Find(Excerpt)), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetField<string>("text")!);
        return [.. Enumerable.Range(0, count).Select(i => texts[count <= texts.Count ? (int)((long)i * texts.Count / count) : i % texts.Count])];
    }
}
