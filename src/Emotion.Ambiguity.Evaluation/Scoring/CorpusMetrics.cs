using System.Collections.Immutable;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The columns of a report. The formulas stand in docs/metrics.md and at the types of Emotion.Ambiguity.Metrics.</summary>
internal static class CorpusMetrics
{
    /// <summary>All of them, for a number of labels.</summary>
    public static ImmutableArray<CorpusMetric> For(StatisticsLayout layout) =>
    [
        Mean("kl", "KL", "Kullback-Leibler divergence of the votes from the prediction, D(votes || prediction), in nats, 0 and up. Epsilon 1e-8 where the prediction has a 0: a certain prediction that is wrong costs up to 18.", BetterDirection.Lower, StatisticsLayout.KullbackLeibler, headline: true),
        Mean("jsd", "JSD", "Jensen-Shannon divergence, in nats, 0 to 0.693. Symmetric, never infinite.", BetterDirection.Lower, StatisticsLayout.JensenShannonDivergence, headline: true),
        Mean("bd", "BD", "Bhattacharyya distance, -ln of the coefficient, 0 and up.", BetterDirection.Lower, StatisticsLayout.BhattacharyyaDistance, headline: true),
        Ratio("r2", "R2", "Squared Pearson correlation of votes and prediction over the labels of one item, mean over items, 0 to 1. Blind to scale and sign; items with a flat side are left out.", StatisticsLayout.SquaredPearson, StatisticsLayout.SquaredPearsonCount, headline: true),
        new(new("accuracy", "accuracy", "Share of items whose top predicted label is the top voted one, 0 to 1. Items with tied top votes are left out; a tied prediction counts as its first label.", BetterDirection.Higher, IsHeadline: true), s => Divide(Sum(s, layout.TruePositive, layout.LabelCount), s[StatisticsLayout.ClassifiedCount]), Classified),
        new(new("f1", "F1", "Mean over labels of the F1 of top labels (macro), 0 to 1. Labels that are neither voted nor predicted are left out.", BetterDirection.Higher, IsHeadline: true), s => ClassScores.MacroF1(layout, s), Classified),
        new(new("ece", "ECE", "Expected calibration error of the highest probability, 10 equal bins, 0 to 1.", BetterDirection.Lower, IsHeadline: true), s => ClassScores.ExpectedCalibrationError(layout, s), Counted),
        new(new("entropy-r", "r(H)", "Pearson correlation of voted and predicted entropy, -1 to 1: does the prediction know which items are ambiguous?", BetterDirection.Higher, IsHeadline: true), EntropyPearson, Counted),
        Mean("kl-reverse", "KL reverse", "D(prediction || votes), in nats, epsilon 1e-8: dear where the prediction spreads over labels that nobody named.", BetterDirection.Lower, StatisticsLayout.ReverseKullbackLeibler),
        Mean("cross-entropy", "cross entropy", "Cross entropy of votes and prediction, in nats: KL plus the entropy of the votes.", BetterDirection.Lower, StatisticsLayout.CrossEntropy),
        Mean("js-distance", "JS distance", "Square root of the Jensen-Shannon divergence of each item, mean.", BetterDirection.Lower, StatisticsLayout.JensenShannonDistance),
        Mean("bc", "BC", "Bhattacharyya coefficient, 0 to 1.", BetterDirection.Higher, StatisticsLayout.BhattacharyyaCoefficient),
        Mean("hellinger", "Hellinger", "Hellinger distance, 0 to 1.", BetterDirection.Lower, StatisticsLayout.Hellinger),
        Mean("tv", "TV", "Total variation: the share of votes that would have to move, 0 to 1.", BetterDirection.Lower, StatisticsLayout.TotalVariation),
        Mean("cosine", "cosine", "Cosine similarity, 0 to 1.", BetterDirection.Higher, StatisticsLayout.Cosine),
        Mean("brier", "Brier", "Sum over labels of squared differences, 0 to 2.", BetterDirection.Lower, StatisticsLayout.Brier),
        Ratio("r2-determination", "R2 item", "1 - SSE/SST of one item, mean over items; at most 1, often negative. Items with flat votes are left out.", StatisticsLayout.Determination, StatisticsLayout.DeterminationCount),
        new(new("r2-pooled", "R2 pooled", "1 - SSE/SST over all items and labels, SST around the mean of each label: 0 is the class prior.", BetterDirection.Higher, IsHeadline: false), s => ClassScores.PooledDetermination(layout, s), Counted),
        new(new("f1-weighted", "F1 weighted", "Mean of the F1 of labels, weighted by how often each is the top vote.", BetterDirection.Higher, IsHeadline: false), s => ClassScores.WeightedF1(layout, s), Classified),
        new(new("uar", "UAR", "Unweighted average recall: mean recall over the labels that are a top vote.", BetterDirection.Higher, IsHeadline: false), s => ClassScores.UnweightedAverageRecall(layout, s), Classified),
        Mean("top2", "top 2", "Share of the two likeliest labels that votes and prediction have in common.", BetterDirection.Higher, StatisticsLayout.TopTwoOverlap),
        Mean("entropy-voted", "H votes", "Mean entropy of the votes, in nats.", BetterDirection.Neither, StatisticsLayout.TargetEntropy),
        Mean("entropy-predicted", "H predicted", "Mean entropy of the predictions, in nats: below that of the votes is too sure, above it too cautious.", BetterDirection.Neither, StatisticsLayout.PredictedEntropy),
        Mean("entropy-error", "H error", "Mean absolute difference of the two entropies, in nats.", BetterDirection.Lower, StatisticsLayout.EntropyError),
    ];

    public static double? Divide(double sum, double count) => count > 0 ? sum / count : null;

    public static double Sum(ReadOnlySpan<double> sums, int start, int length)
    {
        var sum = 0.0;
        foreach (var value in sums.Slice(start, length)) sum += value;
        return sum;
    }

    private static CorpusMetric Mean(string id, string name, string description, BetterDirection better, int at, bool headline = false) =>
        new(new(id, name, description, better, headline), s => Divide(s[at], s[StatisticsLayout.Count]), Counted);

    private static CorpusMetric Ratio(string id, string name, string description, int at, int count, bool headline = false) =>
        new(new(id, name, description, BetterDirection.Higher, headline), s => Divide(s[at], s[count]), s => (long)Math.Round(s[count]));

    private static long Counted(double[] sums) => (long)Math.Round(sums[StatisticsLayout.Count]);

    private static long Classified(double[] sums) => (long)Math.Round(sums[StatisticsLayout.ClassifiedCount]);

    private static double? EntropyPearson(ReadOnlySpan<double> s) => Correlation.FromSums(
        s[StatisticsLayout.Count],
        s[StatisticsLayout.TargetEntropy],
        s[StatisticsLayout.PredictedEntropy],
        s[StatisticsLayout.SquaredTargetEntropy],
        s[StatisticsLayout.SquaredPredictedEntropy],
        s[StatisticsLayout.EntropyProduct]);
}
