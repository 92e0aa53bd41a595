using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>The project's own votes file, as samples/audio/votes.csv: clip, speaker, sentence, intended, and a column of votes for each emotion.</summary>
internal static class VotesFile
{
    public static IEmotionDataset Open(string name, string path, DatasetOptions options)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "votes.csv") : path;
        var header = TableFile.ReadHeader(file, TableFormat.Of(file)).Select(c => c.Trim()).ToList();
        string[] known = ["clip", "speaker", "sentence", "intended"];
        var emotions = header.Where(c => !known.Contains(c, StringComparer.OrdinalIgnoreCase)).ToList();
        if (emotions.Count < 2)
            throw new DatasetFormatException(file, 1, "The header names fewer than two emotions.", "Expected: clip, and then a column of votes for each emotion; speaker, sentence and intended where they are known.");

        var taxonomy = TaxonomyOf(file, emotions);
        var columns = new TableColumns
        {
            Id = "clip",
            Sound = "clip",
            SoundExtension = ".wav",
            Text = Known("sentence"),
            Speaker = Known("speaker"),
            Intended = Known("intended"),
            Labels = emotions.ToImmutableDictionary(e => e, e => e, StringComparer.OrdinalIgnoreCase),
        };
        return EmotionDatasets.FromTable(name, file, columns, taxonomy, options);

        string? Known(string column) => header.Find(c => c.Equals(column, StringComparison.OrdinalIgnoreCase));
    }

    // The first built-in taxonomy with exactly these labels, so that the built-in label maps fit; else one of the file's own.
    private static EmotionTaxonomy TaxonomyOf(string file, List<string> emotions)
    {
        try
        {
            var own = EmotionTaxonomy.FromNames("Votes", emotions);
            return EmotionTaxonomy.BuiltIn.FirstOrDefault(t => t.Count == own.Count && emotions.Select(t.IndexOf).Where(i => i >= 0).Distinct().Count() == t.Count) ?? own;
        }
        catch (ArgumentException fault)
        {
            throw new DatasetFormatException(file, 1, $"The emotions of the header are no taxonomy: {fault.Message}", "Give each emotion one column with a name of its own.", fault);
        }
    }
}
