using System.Collections.Immutable;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The items with the lowest (direction +1) or highest (-1) KL so far; among equal ones the earlier item. One caller at a time.</summary>
internal sealed class ExampleHeap(int capacity, int direction)
{
    // The one to be thrown out first comes first.
    private readonly PriorityQueue<ReportItem, (double Rank, long Position)> _items = new(
        Comparer<(double Rank, long Position)>.Create((a, b) => b.CompareTo(a)));

    public void Add(ReportItem item, long position)
    {
        var rank = (direction * item.KullbackLeibler, position);
        if (_items.Count < capacity) _items.Enqueue(item, rank);
        else if (capacity > 0) _ = _items.EnqueueDequeue(item, rank);
    }

    public ImmutableArray<ReportItem> ToItems() =>
        [.. _items.UnorderedItems.OrderBy(i => i.Priority.Rank).ThenBy(i => i.Priority.Position).Select(i => i.Element)];
}
