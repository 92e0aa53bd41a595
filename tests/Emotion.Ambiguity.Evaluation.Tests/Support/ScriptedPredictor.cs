using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Support;

/// <summary>Predicts by a function, and remembers which items it was asked for.</summary>
internal sealed class ScriptedPredictor(Func<AnnotatedUtterance, ItemPrediction> predict) : IItemPredictor
{
    public const string Extractor = "script";

    public List<string> Asked { get; } = [];

    public int Opened { get; private set; }

    public PredictionSource Source(string name = "script") => PredictionSource.FromPredictor(name, [Extractor], _ =>
    {
        Opened++;
        return Task.FromResult<IItemPredictor>(this);
    });

    public static ScriptedPredictor Of(Func<AnnotatedUtterance, double[]> probabilities) => new(i => Valid(i, probabilities(i)));

    public static ItemPrediction Valid(AnnotatedUtterance item, double[] probabilities) =>
        Predicted(item, ExtractionResult.Valid(EmotionDistribution.FromProbabilities(item.Taxonomy, probabilities)));

    public static ItemPrediction Predicted(AnnotatedUtterance item, ExtractionResult result) => ItemPrediction.Of(item.Id, [new NamedExtraction(Extractor, result)]);

    public async IAsyncEnumerable<ItemPrediction> PredictAsync(IAsyncEnumerable<AnnotatedUtterance> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            Asked.Add(item.Id);
            yield return predict(item);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
