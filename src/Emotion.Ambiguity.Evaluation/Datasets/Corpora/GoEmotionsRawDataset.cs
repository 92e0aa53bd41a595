using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>GoEmotions, raw: goemotions_1.csv to goemotions_3.csv, a row for what one rater chose. The raters of a comment lie far apart.</summary>
internal sealed class GoEmotionsRawDataset(string name, string path, DatasetOptions options) : CorpusDataset(name, EmotionTaxonomy.GoEmotions28, GoEmotionsDataset.License, options)
{
    protected override IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, CancellationToken cancellationToken) =>
        VoteRows.CollectAsync(ReadRowsAsync(session, cancellationToken), r => Read(r, session), session, cancellationToken);

    private async IAsyncEnumerable<TableRow> ReadRowsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] required = ["text", "id", "rater_id", "example_very_unclear", .. Taxonomy.Labels.Select(l => l.Name)];
        foreach (var file in CorpusFiles.Find(path, "goemotions_1.csv, goemotions_2.csv, goemotions_3.csv", SearchOption.TopDirectoryOnly, "goemotions_*.csv"))
            await foreach (var row in TableFile.ReadAsync(file, TableFormat.Of(file), required, session, cancellationToken).ConfigureAwait(false)) yield return row;
    }

    private (ItemDraft Item, ImmutableArray<RaterVote> Votes)? Read(TableRow row, ReadingSession session)
    {
        var labels = Taxonomy.Labels.Select(l => l.Name).Where(l => row[l].Trim() is "1" or "1.0").ToList();
        var isUnclear = row["example_very_unclear"].Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
        if (labels.Count > 0 || isUnclear)
            return (new ItemDraft(row.File, row.Line, row["id"].Trim()) { Transcript = row["text"] }, [.. Votes.Unranked(labels, row.Optional("rater_id"), session.Options.UnrankedLabels)]);
        session.Report(row.File, row.Line, "The rater chose no label and did not call the example unclear.");
        return null;
    }
}
