using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Scoring;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Takes a part of a dataset.</summary>
public static class EmotionDatasetSelection
{
    /// <summary>The items that fulfil a condition.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="condition">Says which items stay; called from whoever reads, any number of times.</param>
    /// <returns>The dataset without the others, in the same order.</returns>
    public static IEmotionDataset Where(this IEmotionDataset dataset, Func<AnnotatedUtterance, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(condition);
        return new FilteredDataset(dataset, condition);
    }

    /// <summary>A number of items with votes, drawn at random; items without votes are left out.</summary>
    /// <remarks>
    /// An item is drawn by the hash of its id and the seed: the same items on every machine and in any order of the files, and of a larger draw
    /// with the same seed a smaller one is a part. Reads the dataset twice.
    /// </remarks>
    /// <param name="dataset">The dataset.</param>
    /// <param name="count">How many, 1 or more; all of them where there are fewer.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The drawn items, in the dataset's order.</returns>
    public static IEmotionDataset Sample(this IEmotionDataset dataset, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SampledDataset(dataset, count, seed);
    }

    private sealed class FilteredDataset(IEmotionDataset inner, Func<AnnotatedUtterance, bool> condition) : IEmotionDataset
    {
        public string Name => inner.Name;

        public EmotionTaxonomy Taxonomy => inner.Taxonomy;

        public string LicenseNote => inner.LicenseNote;

        public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var item in inner.ReadAsync(cancellationToken).ConfigureAwait(false))
                if (condition(item)) yield return item;
        }
    }

    private sealed class SampledDataset(IEmotionDataset inner, int count, long seed) : IEmotionDataset
    {
        public string Name => inner.Name;

        public EmotionTaxonomy Taxonomy => inner.Taxonomy;

        public string LicenseNote => inner.LicenseNote;

        public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            // The highest hash is first, to be thrown out by a lower one.
            var lowest = new PriorityQueue<ulong, ulong>(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
            await foreach (var item in inner.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!item.HasVotes) continue;
                var hash = StableHash.Of(seed, item.Id);
                if (lowest.Count < count) lowest.Enqueue(hash, hash);
                else _ = lowest.EnqueueDequeue(hash, hash);
            }

            if (lowest.Count == 0) yield break;
            var last = lowest.Peek();
            await foreach (var item in inner.ReadAsync(cancellationToken).ConfigureAwait(false))
                if (item.HasVotes && StableHash.Of(seed, item.Id) <= last) yield return item;
        }
    }
}
