using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>Opens the corpus, predicts, scores, writes the report and shows its main table.</summary>
internal static class EvaluateRun
{
    // Each prompt shows as many of them as its name says.
    private const int MostContextTurns = 100;

    public static async Task<int> RunAsync(EvaluateSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var report = await EvaluateAsync(settings, error, cancellationToken).ConfigureAwait(false);
        var files = await EvaluationReportFiles.WriteAllAsync(report, settings.Report, cancellationToken).ConfigureAwait(false);
        if (settings.Json) await output.WriteAsync(await File.ReadAllTextAsync(files.First(f => f.EndsWith(".json", StringComparison.Ordinal)), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        else new ReportTable(output).Write(report, files);

        var configurations = report.Rows.Where(r => r.Kind == ReportRowKind.Configuration).ToList();
        if (configurations.Exists(r => r.Failed > 0)) return ExitCode.SomeInputsFailed;
        return configurations.Exists(r => r.Invalid > settings.Compute.MaxInvalidShare * r.Items) ? ExitCode.TooManyInvalid : ExitCode.Success;
    }

    private static async Task<EvaluationReport> EvaluateAsync(EvaluateSettings settings, TextWriter error, CancellationToken cancellationToken)
    {
        var runFolder = settings.RunFolder ?? Path.ChangeExtension(settings.Report, ".run");
        var badRows = new BadRowPrinter(error);
        try
        {
            var dataset = Open(settings, badRows.Log);
            var sources = new EvaluateSources(settings, dataset.Taxonomy, runFolder);
            await using var disposal = sources.ConfigureAwait(false);
            var options = new EvaluationOptions
            {
                RunFolder = runFolder,
                Title = settings.Title,
                Selection = Selection(settings),
                Calibrations = settings.Calibrations,
                CalibratedExtractors = [.. settings.CalibratedExtractors],
                InvalidAnswers = settings.InvalidScoring,
                ResamplingUnit = settings.ResamplingUnit,
                Replicates = settings.Replicates,
                Seed = settings.Seed,
                ExampleWords = settings.ExampleWords,
                Problems = badRows.Log,
            };
            return await EmotionEvaluator.EvaluateAsync(dataset, sources.Create(), options, new EvaluateProgress(error), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or DatasetFormatException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static IEmotionDataset Open(EvaluateSettings settings, DatasetProblemLog problems)
    {
        var dataset = EmotionDatasets.Open(settings.Dataset, new DatasetOptions { Content = settings.Content, UnrankedLabels = settings.UnrankedLabels, Problems = problems });
        if (ContextTurns(settings) is var turns and > 0) dataset = dataset.WithContext(turns);
        if (settings.Taxonomy is not null) dataset = dataset.WithLabels(LabelMaps.Between(dataset.Taxonomy, Parsing.Taxonomy(settings.Taxonomy)));
        if (settings.Speakers.Count > 0) dataset = dataset.Where(i => settings.Speakers.Contains(i.Speaker ?? "", StringComparer.OrdinalIgnoreCase));
        if (settings.Splits.Count > 0) dataset = dataset.Where(i => settings.Splits.Contains(i.Split ?? "", StringComparer.OrdinalIgnoreCase));
        return settings.Sample is { } count ? dataset.Sample(count, settings.Seed) : dataset;
    }

    private static int ContextTurns(EvaluateSettings settings) =>
        settings.Prompts.Select(Parsing.Prompt).Any(p => p.Needs.HasFlag(PromptNeeds.Context)) ? MostContextTurns : 0;

    private static string Selection(EvaluateSettings settings)
    {
        var parts = new List<string>();
        if (settings.Speakers.Count > 0) parts.Add($"speaker {string.Join(", ", settings.Speakers)}");
        if (settings.Splits.Count > 0) parts.Add($"split {string.Join(", ", settings.Splits)}");
        if (settings.Sample is { } count) parts.Add($"{count} items drawn with seed {settings.Seed}");
        return string.Join("; ", parts);
    }
}
