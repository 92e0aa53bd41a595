using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Any CSV, TSV or JSONL file, read by a column map.</summary>
internal sealed class TableDataset(string name, string file, TableColumns columns, EmotionTaxonomy taxonomy, string licenseNote, DatasetOptions options)
    : CorpusDataset(name, taxonomy, licenseNote, options)
{
    // In the column map's own order, which is none: sorted, so that votes stand in the same order on every run.
    private readonly (string Column, string Label)[] _labels = [.. columns.Labels.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))];

    protected override IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, CancellationToken cancellationToken)
    {
        var rows = TableFile.IsJsonLines(file)
            ? TableFile.ReadJsonLinesAsync(file, session, cancellationToken)
            : TableFile.ReadAsync(file, TableFormat.Of(file), columns.Named, session, cancellationToken);
        return columns.Vote is null ? ReadItemsAsync(rows, session, cancellationToken) : VoteRows.CollectAsync(rows, r => Vote(r, session), session, cancellationToken);
    }

    private async IAsyncEnumerable<ItemDraft> ReadItemsAsync(IAsyncEnumerable<TableRow> rows, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (TryDraft(row, session, out var draft) && TryCounts(row, session, out var counts)) yield return Count(draft, counts);
        }
    }

    private bool TryCounts(TableRow row, ReadingSession session, out (string Label, double Weight)[] counts)
    {
        counts = new (string, double)[_labels.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            if (!row.TryNumber(_labels[i].Column, out var number, out var fault))
            {
                session.Report(row.File, row.Line, fault);
                return false;
            }

            counts[i] = (_labels[i].Label, number);
        }

        return true;
    }

    // Counts above what raters can be are intensities in another unit; as that many votes they would fill the memory.
    private static ItemDraft Count(ItemDraft draft, (string Label, double Weight)[] counts) =>
        Array.TrueForAll(counts, c => c.Weight == Math.Floor(c.Weight)) && counts.Sum(c => c.Weight) <= 10_000
            ? draft with { Votes = Votes.FromCounts(counts.Select(c => (c.Label, (int)c.Weight))) }
            : draft with { Votes = Votes.FromShares(counts), Source = VoteSource.SoftVotes };

    private (ItemDraft Item, ImmutableArray<RaterVote> Votes)? Vote(TableRow row, ReadingSession session)
    {
        var weight = 1.0;
        var fault = "";
        if (row.Optional(columns.Vote) is not { } label) fault = $"The column \"{columns.Vote}\" is empty.";
        else if (columns.Weight is not null) _ = row.TryNumber(columns.Weight, out weight, out fault);
        if (fault.Length > 0) session.Report(row.File, row.Line, fault);
        else if (TryDraft(row, session, out var draft))
        {
            var secondary = row.Optional(columns.SecondaryVote) is { } second ? (string[])[second] : [];
            return (draft, [new RaterVote(row.Optional(columns.Vote)!, secondary) { RaterId = row.Optional(columns.Rater), Weight = weight }]);
        }

        return null;
    }

    private bool TryDraft(TableRow row, ReadingSession session, out ItemDraft draft)
    {
        var sound = row.Optional(columns.Sound) is { } path ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, path + columns.SoundExtension) : null;
        draft = new ItemDraft(row.File, row.Line, row.Optional(columns.Id) ?? "")
        {
            Transcript = columns.Text is null ? null : row[columns.Text],
            SoundFile = sound,
            Speaker = row.Optional(columns.Speaker),
            Dialogue = row.Optional(columns.Dialogue),
            Split = row.Optional(columns.Split),
            Intended = row.Optional(columns.Intended),
        };
        if (row.Optional(columns.Turn) is not { } turn) return true;
        if (int.TryParse(turn, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            draft = draft with { Turn = index };
            return true;
        }

        session.Report(row.File, row.Line, $"The column \"{columns.Turn}\" should hold a whole number of at least 0, but is \"{turn}\".");
        return false;
    }
}
