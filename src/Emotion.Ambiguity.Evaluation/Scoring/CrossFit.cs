using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Fits calibrators so that no item is scored by a fit that has seen it.</summary>
internal static class CrossFit
{
    // With fewer items in a fit its numbers say more about these items than about the model.
    public const int FewestPairs = 20;

    /// <summary>Whether the options ask for calibrations of a configuration.</summary>
    public static bool IsAskedFor(ReportRow row, EvaluationOptions options) =>
        row.Kind == ReportRowKind.Configuration && (options.CalibratedExtractors.IsEmpty || options.CalibratedExtractors.Contains(row.Extractor!, StringComparer.Ordinal));

    /// <summary>Reads all items once and fits every method to every configuration that has enough readable items.</summary>
    public static async Task<ImmutableArray<FittedConfiguration>> FitAsync(
        ItemStream items, IReadOnlyList<ExtractorRow> configurations, ResamplingPlan plan, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var pairs = configurations.Select(_ => new CalibrationPairs(plan.Folds, options.Seed)).ToArray();
        await foreach (var item in items.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var c = 0; c < pairs.Length; c++) pairs[c].Add(item, configurations[c].Answer(item));
        }

        var fitted = ImmutableArray.CreateBuilder<FittedConfiguration>();
        for (var c = 0; c < pairs.Length; c++)
        {
            foreach (var method in options.Calibrations)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Fit(configurations[c], method, pairs[c], plan) is { } configuration) fitted.Add(configuration);
            }
        }

        return fitted.ToImmutable();
    }

    private static FittedConfiguration? Fit(ExtractorRow configuration, CalibrationMethod method, CalibrationPairs pairs, ResamplingPlan plan)
    {
        var outside = Enumerable.Range(0, ResamplingPlan.FoldCount).Select(pairs.OutsideOf).ToList();
        if (outside.Exists(p => p.Count < FewestPairs)) return null;
        var row = new CalibratedRow(configuration, method, plan.Folds, [.. outside.Select(p => CalibrationFit.Fit(method, p))]);
        return new FittedConfiguration(configuration, method, row, CalibrationFit.Fit(method, pairs.All()), pairs.Count);
    }
}
