using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Cli;

/// <summary>Opens the part of a corpus that the options choose.</summary>
internal static class CorpusChoice
{
    // Each prompt shows as many of them as its name says.
    private const int MostContextTurns = 100;

    public static IEmotionDataset Open(ICorpusSettings settings, IEnumerable<EmotionPrompt> prompts, DatasetProblemLog problems)
    {
        var dataset = EmotionDatasets.Open(settings.Dataset, new DatasetOptions { Content = settings.Content, UnrankedLabels = settings.UnrankedLabels, Problems = problems });

        // Before anything is left out: a turn that is not measured was said all the same.
        if (prompts.Any(p => p.Needs.HasFlag(PromptNeeds.Context))) dataset = dataset.WithContext(MostContextTurns);
        if (settings.Taxonomy is not null) dataset = dataset.WithLabels(LabelMaps.Between(dataset.Taxonomy, Parsing.Taxonomy(settings.Taxonomy)));
        if (settings.Speakers.Count > 0) dataset = dataset.Where(i => settings.Speakers.Contains(i.Speaker ?? "", StringComparer.OrdinalIgnoreCase));
        if (settings.Splits.Count > 0) dataset = dataset.Where(i => settings.Splits.Contains(i.Split ?? "", StringComparer.OrdinalIgnoreCase));
        return settings.Sample is { } count ? dataset.Sample(count, settings.Seed) : dataset;
    }
}
