using System.Collections.Immutable;
using Emotion.Ambiguity.Evaluation.Reports;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The metrics that need all items in order: Spearman's rho of entropies and the calibration error of bins of equal mass.</summary>
/// <remarks>Ranks and borders of bins are those of the whole sample, also in the replicates of the bootstrap.</remarks>
internal static class RankedMetrics
{
    // Entropies of the same counts in another order of the labels differ in their last bits.
    private const double TieTolerance = 1e-12;
    private const int BinWidth = 3;

    public static readonly ImmutableArray<MetricDefinition> Definitions =
    [
        new("entropy-rho", "rho(H)", "Spearman correlation of voted and predicted entropy, -1 to 1.", BetterDirection.Higher, IsHeadline: false),
        new("ece-adaptive", "ECE adaptive", "Expected calibration error over 10 bins that hold the same number of items, 0 to 1.", BetterDirection.Lower, IsHeadline: false),
    ];

    /// <summary>The sums of each metric and the formula over them, in the order of <see cref="Definitions"/>.</summary>
    public static ImmutableArray<(GroupedSums Sums, MetricFormula Formula)> Prepare(OutcomeSample sample, int groups) =>
    [
        (RankSums(sample.Outcomes, groups), s => Correlation.FromSums(s[0], s[1], s[2], s[3], s[4], s[5])),
        (BinSums(sample.Outcomes, groups), AdaptiveError),
    ];

    private static GroupedSums RankSums(IReadOnlyList<Outcome> outcomes, int groups)
    {
        var sums = new GroupedSums(groups, 6);
        if (outcomes.Count == 0) return sums;
        var target = Ranks([.. outcomes.Select(o => o.TargetEntropy)]);
        var predicted = Ranks([.. outcomes.Select(o => o.PredictedEntropy)]);
        for (var i = 0; i < outcomes.Count; i++)
        {
            // Centred, so that the sums of squares keep their digits.
            var (x, y) = (target[i] - (outcomes.Count / 2.0), predicted[i] - (outcomes.Count / 2.0));
            sums.Add(outcomes[i].Group, [1, x, y, x * x, y * y, x * y], 1);
        }

        return sums;
    }

    private static double[] Ranks(double[] values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = Math.Round(values[i] / TieTolerance);
        return ArrayStatistics.RanksInplace(values, RankDefinition.Average);
    }

    private static GroupedSums BinSums(IReadOnlyList<Outcome> outcomes, int groups)
    {
        var sums = new GroupedSums(groups, StatisticsLayout.Bins * BinWidth);
        var ordered = outcomes.OrderBy(o => o.Confidence).ToArray();
        var row = new double[StatisticsLayout.Bins * BinWidth];
        var start = 0;
        for (var bin = 0; bin < StatisticsLayout.Bins && start < ordered.Length; bin++)
        {
            // As CalibrationError.EqualMassBins: items of equal confidence stay together.
            var end = Math.Max(start + 1, (int)((long)ordered.Length * (bin + 1) / StatisticsLayout.Bins));
            while (end < ordered.Length && ordered[end].Confidence - ordered[end - 1].Confidence <= TieTolerance) end++;
            foreach (var outcome in ordered.AsSpan(start, Math.Max(0, end - start)))
            {
                Array.Clear(row);
                (row[bin * BinWidth], row[(bin * BinWidth) + 1], row[(bin * BinWidth) + 2]) = (1, outcome.Confidence, outcome.IsRight ? 1 : 0);
                sums.Add(outcome.Group, row, 1);
            }

            start = end;
        }

        return sums;
    }

    private static double? AdaptiveError(ReadOnlySpan<double> sums)
    {
        var (error, count) = (0.0, 0.0);
        for (var bin = 0; bin < StatisticsLayout.Bins; bin++)
        {
            count += sums[bin * BinWidth];
            error += Math.Abs(sums[(bin * BinWidth) + 2] - sums[(bin * BinWidth) + 1]);
        }

        return CorpusMetrics.Divide(error, count);
    }
}
