using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The scored items of a dataset beside the predictions of all files, which stand in the same order.</summary>
internal sealed class ItemStream(IEmotionDataset dataset, ImmutableArray<string> files, VoteAggregation aggregation, ResamplingPlan plan)
{
    public async IAsyncEnumerable<ScoredItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var predictions = files.Select(f => PredictionFile.ReadAsync(f, dataset.Taxonomy, cancellationToken).GetAsyncEnumerator(cancellationToken)).ToArray();
        try
        {
            var position = 0L;
            await foreach (var item in dataset.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!item.HasVotes) continue;
                var ofItem = ImmutableArray.CreateBuilder<ItemPrediction>(files.Length);
                for (var f = 0; f < files.Length; f++) ofItem.Add(await NextAsync(predictions[f], files[f], item.Id).ConfigureAwait(false));
                yield return new ScoredItem(item, position, plan.GroupOf(item, position), item.ToDistribution(aggregation), ofItem.MoveToImmutable());
                position++;
            }
        }
        finally
        {
            foreach (var reader in predictions) await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<ItemPrediction> NextAsync(IAsyncEnumerator<ItemPrediction> predictions, string file, string id)
    {
        if (await predictions.MoveNextAsync().ConfigureAwait(false) && string.Equals(predictions.Current.Id, id, StringComparison.Ordinal)) return predictions.Current;
        throw new PredictionException($"\"{file}\" does not hold the item \"{id}\" in its place: the dataset changed while it was evaluated. Take another folder, or delete the file.");
    }
}
