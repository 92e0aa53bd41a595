using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>What it costs that an utterance has the same numbers in any company: cells that rest until nothing is under way, beside cells used again at once.</summary>
internal sealed class CellsScenario : IScenario
{
    public string Name => "cells";

    public string Title => "Cells that rest until idle, beside cells used again at once";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note($"{settings.Texts.Count} utterances, 16 at a time (docs/decisions/0023 and 0024).");
        foreach (var file in settings.Models)
        {
            await CompareAsync(file, "label likelihood", Catalog.Labels, settings, report, cancellationToken);
            await CompareAsync(file, "percentages as text", Catalog.Text, settings, report, cancellationToken);
        }
    }

    private static async Task CompareAsync(ModelFile file, string what, RecognizerOptions options, Settings settings, Report report, CancellationToken cancellationToken)
    {
        await using var resting = Load(file, options, settings, CellReuse.WhenIdle);
        await using var atOnce = Load(file, options, settings, CellReuse.AtOnce);
        foreach (var recognizer in new[] { resting, atOnce }) await Turns.RecognizeAsync(recognizer, settings.Texts.Take(2), cancellationToken);
        Contender Turn(CellReuse reuse, AmbiguousEmotionRecognizer recognizer) => new($"{reuse}", async () => (await Turns.RecognizeAsync(recognizer, settings.Texts, cancellationToken)).Work);
        var figures = await SideBySide.RunAsync(settings.Repeats, Turn(CellReuse.WhenIdle, resting), Turn(CellReuse.AtOnce, atOnce));
        var (ours, other) = ($"{CellReuse.WhenIdle}", $"{CellReuse.AtOnce}");
        report.Compare(file.Name, $"throughput of {what}, {ours} beside {other}", figures.Rate(ours, "utterances/s"), figures.Rate(other, "utterances/s"), figures.Ratio(ours, other), null);
    }

    private static AmbiguousEmotionRecognizer Load(ModelFile file, RecognizerOptions options, Settings settings, CellReuse reuse) => new(
        LlamaCppModel.Load(file.Path, settings.ModelOptions with { Batching = new BatchingOptions { CellReuse = reuse } }),
        options with { Ownership = EngineOwnership.Recognizer });
}
