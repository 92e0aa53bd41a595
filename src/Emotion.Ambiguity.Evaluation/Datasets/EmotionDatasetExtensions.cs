using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What can be done with any dataset.</summary>
public static class EmotionDatasetExtensions
{
    /// <summary>Takes the votes of all items to another taxonomy. Items whose votes are all left out stay, without votes, to be counted.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="map">The map; it must know every label of the dataset's taxonomy.</param>
    /// <returns>The dataset over the map's target.</returns>
    /// <exception cref="ArgumentException">The map says nothing about a label of the taxonomy; the message names it.</exception>
    public static IEmotionDataset WithLabels(this IEmotionDataset dataset, LabelMap map)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(map);
        foreach (var label in dataset.Taxonomy.Labels) _ = map.Find(label.Name);
        return new MappedDataset(dataset, map);
    }

    private sealed class MappedDataset(IEmotionDataset inner, LabelMap map) : IEmotionDataset
    {
        public string Name => inner.Name;

        public EmotionTaxonomy Taxonomy => map.Target;

        public string LicenseNote => inner.LicenseNote;

        public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var item in inner.ReadAsync(cancellationToken).ConfigureAwait(false)) yield return item.MapLabels(map);
        }
    }
}
