using Emotion.Ambiguity.Cli.Evaluate;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>The items with votes that the options choose.</summary>
internal static class TrainingCorpus
{
    public static async Task<(IEmotionDataset Dataset, List<AnnotatedUtterance> Items)> ReadAsync(TrainProbeSettings settings, TextWriter error, CancellationToken cancellationToken)
    {
        var dataset = Open(settings, new BadRowPrinter(error).Log);
        var items = new List<AnnotatedUtterance>();
        await foreach (var item in dataset.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.HasVotes) items.Add(item);
        }

        return items.Count > 0 ? (dataset, items) : throw new UsageException("No item is left to train on. Check --speaker, --split and --taxonomy.");
    }

    private static IEmotionDataset Open(TrainProbeSettings settings, DatasetProblemLog problems)
    {
        var dataset = EmotionDatasets.Open(settings.Dataset, new DatasetOptions { Content = settings.Content, UnrankedLabels = settings.UnrankedLabels, Problems = problems });
        if (settings.Taxonomy is not null) dataset = dataset.WithLabels(LabelMaps.Between(dataset.Taxonomy, Parsing.Taxonomy(settings.Taxonomy)));
        if (settings.Speakers.Count > 0) dataset = dataset.Where(i => settings.Speakers.Contains(i.Speaker ?? "", StringComparer.OrdinalIgnoreCase));
        if (settings.Splits.Count > 0) dataset = dataset.Where(i => settings.Splits.Contains(i.Split ?? "", StringComparer.OrdinalIgnoreCase));
        return settings.Sample is { } count ? dataset.Sample(count, settings.Seed) : dataset;
    }
}
