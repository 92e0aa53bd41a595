using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Predicts items one after another, as many at once as it sees fit.</summary>
/// <remarks>One reading at a time.</remarks>
public interface IItemPredictor : IAsyncDisposable
{
    /// <summary>Predicts the items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// One prediction an item, in their order. A fault of one item is its <see cref="ItemPrediction.Failed"/>; a fault of the engine ends the
    /// sequence as an exception, because it would be the same for the items that follow.
    /// </returns>
    IAsyncEnumerable<ItemPrediction> PredictAsync(IAsyncEnumerable<AnnotatedUtterance> items, CancellationToken cancellationToken = default);
}
