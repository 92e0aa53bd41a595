using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Gathers files with a row a vote into items, in the order of each item's first row. The votes of the whole corpus are in memory for that.</summary>
internal static class VoteRows
{
    /// <param name="rows">The rows.</param>
    /// <param name="read">The item and what its rater said, or null where the row was reported; no votes at all stands for a rater who could not say.</param>
    /// <param name="session">Takes reports.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    public static async IAsyncEnumerable<ItemDraft> CollectAsync(
        IAsyncEnumerable<TableRow> rows, Func<TableRow, (ItemDraft Item, ImmutableArray<RaterVote> Votes)?> read, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, Gathered>(StringComparer.Ordinal);
        var order = new List<Gathered>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (read(row) is not { } vote) continue;
            if (Array.Find([.. vote.Votes.SelectMany(v => (IEnumerable<string>)[v.PrimaryLabel, .. v.SecondaryLabels])], l => session.Taxonomy.IndexOf(l) < 0) is { } unknown)
            {
                session.Report(row.File, row.Line, session.UnknownLabel(unknown));
                continue;
            }

            if (!items.TryGetValue(vote.Item.Id, out var item))
            {
                items.Add(vote.Item.Id, item = new Gathered(vote.Item));
                order.Add(item);
            }

            item.Add(vote.Votes, row, session);
        }

        foreach (var item in order) yield return item.ToDraft();
    }

    private sealed class Gathered(ItemDraft first)
    {
        private readonly List<RaterVote> _votes = [];
        private int _unclear;

        public void Add(ImmutableArray<RaterVote> votes, TableRow row, ReadingSession session)
        {
            if (votes is [{ RaterId: { } rater }, ..] && _votes.Exists(v => string.Equals(v.RaterId, rater, StringComparison.Ordinal)))
                session.Report(row.File, row.Line, $"The rater \"{rater}\" votes on the item \"{first.Id}\" for the second time; the first vote is kept.");
            else if (votes.IsEmpty) _unclear++;
            else _votes.AddRange(votes);
        }

        public ItemDraft ToDraft() => first with { Votes = [.. _votes], LeftOutWeight = _unclear };
    }
}
