using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Scoring;

namespace Emotion.Ambiguity.Evaluation;

/// <summary>Measures how well configurations read the distribution of votes over a corpus.</summary>
/// <remarks>
/// Thread-safe. Source after source predicts all items into a file of the run folder; a run that is stopped at any point, also by a crash, goes
/// on from there. Then everything is scored in one pass over the files: memory does not grow with the number of items.
/// </remarks>
public static class EmotionEvaluator
{
    /// <summary>Predicts what is not predicted yet, and scores.</summary>
    /// <param name="dataset">The corpus, or the part of it that is to be measured on.</param>
    /// <param name="sources">Where predictions come from, each with a name of its own.</param>
    /// <param name="options">How it is run and scored.</param>
    /// <param name="progress">Told after each item; may be null.</param>
    /// <param name="cancellationToken">Stops the run; what was predicted is kept.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An option is not valid, two sources have the same file, or no item has votes.</exception>
    /// <exception cref="PredictionException">An engine failed, or the run folder holds predictions of another run or is in use.</exception>
    /// <exception cref="DatasetFormatException">The corpus cannot be read.</exception>
    public static async Task<EvaluationReport> EvaluateAsync(
        IEmotionDataset dataset, IReadOnlyList<PredictionSource> sources, EvaluationOptions options, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var files = FilesOf(sources, options);
        using var folderLock = RunFolderLock.Take(options.RunFolder);

        var survey = await DatasetSurvey.TakeAsync(dataset, options.Aggregation, options.Problems, cancellationToken).ConfigureAwait(false);
        if (survey.Prior is not { } prior)
            throw new ArgumentException($"No item of the dataset {dataset.Name} has votes ({survey.Items} items read), so there is nothing to measure against.", nameof(dataset));
        for (var s = 0; s < sources.Count; s++)
            await new PredictionRun(dataset, sources[s], files[s]).RunAsync(survey.Scored, progress, cancellationToken).ConfigureAwait(false);

        var configurations = Configurations(sources, options);
        var calibrated = configurations.Where(c => CrossFit.IsAskedFor(c.Description, options)).ToList();
        var baselines = Baselines(survey, prior, options);
        var rowCount = configurations.Length + (calibrated.Count * options.Calibrations.Length) + baselines.Length;
        var plan = ResamplingPlan.Create(survey, options, CorpusScorer.MaxGroups(dataset.Taxonomy.Count, rowCount));
        var items = new ItemStream(dataset, files, options.Aggregation, plan);

        var fitted = options.Calibrations.IsEmpty ? [] : await CrossFit.FitAsync(items, calibrated, plan, options, cancellationToken).ConfigureAwait(false);
        var scorer = new CorpusScorer(dataset.Taxonomy, [.. configurations, .. fitted.Select(f => f.Row), .. baselines], plan, options);
        await foreach (var item in items.ReadAsync(cancellationToken).ConfigureAwait(false)) scorer.Add(item);

        var report = ReportBuilder.Build(dataset, survey, plan, scorer, options, cancellationToken);
        await CalibrationFiles.SaveAsync(report, dataset.Taxonomy, fitted, options.RunFolder, cancellationToken).ConfigureAwait(false);
        return report;
    }

    private static ImmutableArray<string> FilesOf(IReadOnlyList<PredictionSource> sources, EvaluationOptions options)
    {
        var files = sources.Select(s => PredictionRunFiles.PredictionsOf(options.RunFolder, s.Name)).ToImmutableArray();
        var shared = sources.Zip(files).GroupBy(p => p.Second, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return shared is null
            ? files
            : throw new ArgumentException($"The sources {string.Join(" and ", shared.Select(p => $"\"{p.First.Name}\""))} would share a file. Give each a name of its own.", nameof(sources));
    }

    private static ImmutableArray<ExtractorRow> Configurations(IReadOnlyList<PredictionSource> sources, EvaluationOptions options) =>
        [.. sources.SelectMany((source, s) => source.Extractors.Select((_, e) => new ExtractorRow(source, s, e, options.InvalidAnswers)))];

    private static ImmutableArray<IScoredRow> Baselines(DatasetSurvey survey, EmotionDistribution prior, EvaluationOptions options)
    {
        ImmutableArray<IScoredRow> baselines = [.. ConstantRow.Baselines(prior)];
        return survey.HasRaters ? [.. baselines, new OracleRaterRow(options.Aggregation), new AnotherPanelRow(options.Aggregation, options.Seed)] : baselines;
    }
}
