using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>BRIGHTER (Muhammad et al., ACL 2025; SemEval-2025 task 11): intensities 0 to 3 an emotion. Which emotions there are depends on the language.</summary>
internal sealed class BrighterDataset(string name, IReadOnlyList<string> files, EmotionTaxonomy taxonomy, DatasetOptions options)
    : CorpusDataset(name, taxonomy, "BRIGHTER: CC BY 4.0; name the source, cite Muhammad et al. 2025.", options)
{
    /// <summary>Reads the first header, because the labels stand there.</summary>
    public static BrighterDataset Open(string name, string path, DatasetOptions options)
    {
        var files = CorpusFiles.Find(path, "CSV files of one language with id, text and a column an emotion (eng_dev.csv, ...)", SearchOption.TopDirectoryOnly, "*.csv");
        var header = TableFile.ReadHeader(files[0], TableFormat.Of(files[0])).Select(c => c.Trim());
        var labels = header.Select(c => EmotionTaxonomy.Ekman6.IndexOf(c)).Where(i => i >= 0).Distinct().Order().Select(i => EmotionTaxonomy.Ekman6[i]).ToList();
        if (labels.Count < 2)
            throw new DatasetFormatException(files[0], 1, "The header names fewer than two emotions.", "Expected: id, text, anger, disgust, fear, joy, sadness, surprise, or some of these emotions.");
        return new(name, files, EmotionTaxonomy.Create($"Brighter{labels.Count + 1}", [.. labels, new EmotionLabel("neutral")]), options);
    }

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var columns = Columns(file);
            await foreach (var row in TableFile.ReadAsync(file, TableFormat.Of(file), ["id", "text", .. columns], session, cancellationToken).ConfigureAwait(false))
            {
                var intensities = columns.Select(c => (c, row[c].Trim() is ['0' or '1' or '2' or '3'] digit ? digit[0] - '0' : double.NaN)).ToList();
                if (intensities.Exists(i => double.IsNaN(i.Item2))) session.Report(file, row.Line, "An intensity should be 0, 1, 2 or 3.");
                else
                {
                    yield return new ItemDraft(file, row.Line, row["id"].Trim())
                    {
                        Votes = Votes.FromIntensities(intensities),
                        Source = VoteSource.SoftVotes,
                        Transcript = row["text"],
                        Split = CorpusFiles.SplitOf(file),
                    };
                }
            }
        }
    }

    private List<string> Columns(string file)
    {
        var header = TableFile.ReadHeader(file, TableFormat.Of(file)).Select(c => c.Trim()).Where(c => EmotionTaxonomy.Ekman6.IndexOf(c) >= 0).ToList();
        if (header.Count == Taxonomy.Count - 1 && header.TrueForAll(c => Taxonomy.IndexOf(c) >= 0)) return header;
        throw new DatasetFormatException(file, 1, $"Its emotions ({string.Join(", ", header)}) are not those of {files[0]}.", "Read files with different emotions as datasets of their own.");
    }
}
