using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Predicts with a recognizer, which it disposes.</summary>
internal sealed class RecognizerPredictor(IAmbiguousEmotionRecognizer recognizer) : IItemPredictor
{
    public async IAsyncEnumerable<ItemPrediction> PredictAsync(
        IAsyncEnumerable<AnnotatedUtterance> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var utterances = items.Select(i => i.Utterance);
        await foreach (var outcome in recognizer.RecognizeManyAsync(utterances, cancellationToken).ConfigureAwait(false))
            yield return outcome.Succeeded ? Predicted(outcome.Utterance, outcome.Result) : ItemPrediction.Failed(outcome.Utterance.Id!, OwnFault(outcome.Error));
    }

    public ValueTask DisposeAsync() => recognizer.DisposeAsync();

    private static ItemPrediction Predicted(Utterance utterance, RecognitionResult result) => ItemPrediction.Of(utterance.Id!, result.Extractions) with
    {
        Words = utterance.Text is null ? result.Text : null,
        Answer = result.GeneratedText,
    };

    // What is wrong with the engine is wrong for all items: the run stops there, and the next one goes on from this item.
    private static string OwnFault(Exception error) =>
        error is AudioFormatException or ContextOverflowException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException
            ? error.Message
            : throw new PredictionException(error.Message, error);
}
