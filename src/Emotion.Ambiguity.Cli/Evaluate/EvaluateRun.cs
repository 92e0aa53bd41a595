using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>Opens the corpus, predicts, scores, writes the report and shows its main table.</summary>
internal static class EvaluateRun
{
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
        using var line = new ProgressLine(error);
        var badRows = new BadRowPrinter(error, line);
        try
        {
            var dataset = CorpusChoice.Open(settings, settings.Prompts.Select(Parsing.Prompt), badRows.Log);
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
            return await EmotionEvaluator.EvaluateAsync(dataset, sources.Create(), options, new EvaluateProgress(line), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            line.Hide();
            await error.WriteLineAsync($"What was predicted is kept in \"{runFolder}\"; the same command goes on there.").ConfigureAwait(false);
            throw;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or DatasetFormatException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static string Selection(EvaluateSettings settings)
    {
        var parts = new List<string>();
        if (settings.Speakers.Count > 0) parts.Add($"speaker {string.Join(", ", settings.Speakers)}");
        if (settings.Splits.Count > 0) parts.Add($"split {string.Join(", ", settings.Splits)}");
        if (settings.Sample is { } count) parts.Add($"{count} items drawn with seed {settings.Seed}");
        return string.Join("; ", parts);
    }
}
