using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Calibration;

/// <summary>Made-up items for the calibration tests.</summary>
internal static class Pairs
{
    public static EmotionTaxonomy Two { get; } = EmotionTaxonomy.FromNames("two", "anger", "joy");

    public static CalibrationPair Of(EmotionTaxonomy taxonomy, double[] target, double[] prediction) =>
        new(EmotionDistribution.FromWeights(taxonomy, target), EmotionDistribution.FromWeights(taxonomy, prediction));

    /// <summary>Predictions without structure: each label's logarithm is normal with the given spread.</summary>
    public static EmotionDistribution[] RandomPredictions(EmotionTaxonomy taxonomy, int count, double spread, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => EmotionDistribution.FromWeights(taxonomy, [.. taxonomy.Labels.Select(_ => Math.Exp(spread * Normal(random)))]))];
    }

    /// <summary>How many of the voters of an item name each label, drawn from a distribution.</summary>
    public static EmotionDistribution DrawVotes(EmotionDistribution distribution, int voters, Random random)
    {
        var votes = new int[distribution.Taxonomy.Count];
        for (var v = 0; v < voters; v++)
        {
            var (left, n) = (random.NextDouble(), 0);
            while (n < votes.Length - 1 && (left -= distribution[n]) > 0) n++;
            votes[n]++;
        }

        return EmotionDistribution.FromVotes(distribution.Taxonomy, votes);
    }

    public static double MeanKullbackLeibler(IEnumerable<CalibrationPair> pairs, DistributionCalibrator? calibrator = null) =>
        pairs.Average(p => DistributionDivergence.KullbackLeibler(p.Target, calibrator?.Apply(p.Prediction) ?? p.Prediction));

    public static double[] MeanTarget(IReadOnlyList<CalibrationPair> pairs) =>
        [.. Enumerable.Range(0, pairs[0].Target.Taxonomy.Count).Select(n => pairs.Average(p => p.Target[n]))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
