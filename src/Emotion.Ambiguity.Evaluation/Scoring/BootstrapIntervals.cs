using System.Runtime.InteropServices;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Percentile intervals (Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 1979) of metrics that are functions of sums.</summary>
internal static class BootstrapIntervals
{
    /// <summary>An interval a formula.</summary>
    public static Interval?[] Compute(GroupedSums sums, IReadOnlyList<MetricFormula> formulas, ResamplingPlan plan, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var values = new double[formulas.Count][];
        for (var f = 0; f < values.Length; f++) values[f] = new double[options.Replicates];
        var resampled = new double[sums.Total.Length];
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sums.Resample(plan.Counts(replicate), resampled);
            for (var f = 0; f < values.Length; f++) values[f][replicate] = formulas[f](resampled) ?? double.NaN;
        }

        return [.. values.Select(v => Of(v, plan, options.IntervalLevel))];
    }

    /// <summary>The interval of the values of the replicates; null where there is nothing to vary, or half of them are not defined.</summary>
    public static Interval? Of(double[] values, ResamplingPlan plan, double level)
    {
        if (plan.Groups < 2) return null;
        var defined = Array.FindAll(values, v => !double.IsNaN(v));
        if (defined.Length * 2 < values.Length || defined.Length == 0) return null;
        Array.Sort(defined);
        var tail = (1 - level) / 2;
        return new Interval(SortedArrayStatistics.QuantileCustom(defined, tail, QuantileDefinition.R7), SortedArrayStatistics.QuantileCustom(defined, 1 - tail, QuantileDefinition.R7));
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Interval(double Low, double High);
}
