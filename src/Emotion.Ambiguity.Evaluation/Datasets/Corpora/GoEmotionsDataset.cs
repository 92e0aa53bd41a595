using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>GoEmotions (Demszky et al., ACL 2020), aggregated: train.tsv, dev.tsv, test.tsv with the labels that at least two raters gave.</summary>
internal sealed class GoEmotionsDataset(string name, string path, DatasetOptions options) : CorpusDataset(name, EmotionTaxonomy.GoEmotions28, License, options)
{
    internal const string License = "GoEmotions: Apache-2.0; the comments are from Reddit. Cite Demszky et al. 2020.";

    // The texts hold single quotes and double ones as they were typed.
    private static readonly TableFormat Format = new("\t", CsvMode.NoEscape, ["text", "labels", "id"]);

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = CorpusFiles.Find(path, "train.tsv, dev.tsv, test.tsv, and labels.txt beside them", SearchOption.TopDirectoryOnly, "*.tsv");
        foreach (var file in files)
        {
            var labels = await ReadLabelsAsync(file, cancellationToken).ConfigureAwait(false);
            await foreach (var row in TableFile.ReadAsync(file, Format, [], session, cancellationToken).ConfigureAwait(false))
            {
                var names = row["labels"].Split(',').Select(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < labels.Length ? labels[i] : null).ToList();
                if (names.Contains(null)) session.Report(file, row.Line, $"The labels should be numbers from 0 to {labels.Length - 1} with commas between them, but are \"{row["labels"]}\".");
                else
                {
                    yield return new ItemDraft(file, row.Line, row["id"].Trim())
                    {
                        Votes = [.. Votes.Unranked([.. names.OfType<string>()], null, session.Options.UnrankedLabels)],
                        Source = VoteSource.Consensus,
                        Transcript = row["text"],
                        Split = CorpusFiles.SplitOf(file),
                    };
                }
            }
        }
    }

    private async Task<ImmutableArray<string>> ReadLabelsAsync(string file, CancellationToken cancellationToken)
    {
        var labels = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "labels.txt");
        if (!File.Exists(labels)) return [.. Taxonomy.Labels.Select(l => l.Name)];
        return [.. (await File.ReadAllLinesAsync(labels, cancellationToken).ConfigureAwait(false)).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l.Trim())];
    }
}
