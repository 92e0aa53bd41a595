using Emotion.Ambiguity.Cli.Evaluate;
using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>The items with votes that the options choose.</summary>
internal static class TrainingCorpus
{
    public static async Task<(IEmotionDataset Dataset, List<AnnotatedUtterance> Items)> ReadAsync(TrainProbeSettings settings, TextWriter error, ProgressLine progress, CancellationToken cancellationToken)
    {
        var dataset = CorpusChoice.Open(settings, [Parsing.Prompt(settings.Prompt)], new BadRowPrinter(error, progress).Log);
        var items = new List<AnnotatedUtterance>();
        await foreach (var item in dataset.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.HasVotes) items.Add(item);
        }

        return items.Count > 0 ? (dataset, items) : throw new UsageException("No item is left to train on. Check --speaker, --split and --taxonomy.");
    }
}
