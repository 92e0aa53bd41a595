using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Prompting;

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

    /// <summary>Gives each utterance of a dialogue what was said before it, as far as the corpus has the words, for prompts that show it.</summary>
    /// <remarks>Dialogues may be interleaved; the turns of each must come in order. Memory is that of the last turns of each dialogue.</remarks>
    /// <param name="dataset">The dataset, with all turns: take parts of it afterwards.</param>
    /// <param name="turns">The most turns before an utterance, 1 or more.</param>
    /// <returns>The dataset with context.</returns>
    public static IEmotionDataset WithContext(this IEmotionDataset dataset, int turns)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(turns);
        return new ContextDataset(dataset, turns);
    }

    private sealed class ContextDataset(IEmotionDataset inner, int turns) : IEmotionDataset
    {
        public string Name => inner.Name;

        public EmotionTaxonomy Taxonomy => inner.Taxonomy;

        public string LicenseNote => inner.LicenseNote;

        public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var dialogues = new Dictionary<string, Queue<DialogueTurn>>(StringComparer.Ordinal);
            await foreach (var item in inner.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (item.Dialogue is not { } dialogue)
                {
                    yield return item;
                    continue;
                }

                if (!dialogues.TryGetValue(dialogue, out var before)) dialogues.Add(dialogue, before = new Queue<DialogueTurn>());
                yield return before.Count == 0 ? item : item with { Utterance = item.Utterance.WithContext(before) };
                if (item.Transcript is not { Length: > 0 } words) continue;
                if (before.Count == turns) before.Dequeue();
                before.Enqueue(new DialogueTurn(item.Speaker, words));
            }
        }
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
