using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Extraction.Probes;

/// <summary>Made-up examples for the tests of probes.</summary>
internal static class Examples
{
    public static EmotionTaxonomy Two { get; } = EmotionTaxonomy.FromNames("two", "anger", "joy");

    public static EmotionTaxonomy Three { get; } = EmotionTaxonomy.FromNames("three", "anger", "joy", "neutral");

    public static LinearProbe Probe(EmotionTaxonomy taxonomy, int width) => new(
        taxonomy,
        [.. Enumerable.Range(0, width).Select(i => i / 10.0)],
        [.. Enumerable.Range(0, width).Select(i => 1 + (i / 7.0))],
        [.. Enumerable.Range(0, width * taxonomy.Count).Select(i => Math.Sin(i + 1))],
        [.. Enumerable.Range(0, taxonomy.Count).Select(i => Math.Cos(i))]);

    /// <summary>Normal features with a spread of their own each, and targets that a hidden linear probe gives, a little moved.</summary>
    public static ProbeExample[] Random(EmotionTaxonomy taxonomy, int count, int width, int groups, int seed, double noise = 0.3)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, width * taxonomy.Count).Select(_ => Normal(random) / Math.Sqrt(width)).ToArray();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var features = Enumerable.Range(0, width).Select(f => (f % 5) + ((1 + (f % 3)) * Normal(random))).ToArray();
            var weights = Enumerable.Range(0, taxonomy.Count).Select(n =>
                Math.Exp(Enumerable.Range(0, width).Sum(f => truth[(n * width) + f] * (features[f] - (f % 5)) / (1 + (f % 3))) + (noise * Normal(random)))).ToArray();
            return new ProbeExample(features, EmotionDistribution.FromWeights(taxonomy, weights), $"speaker {i % groups}");
        })];
    }

    public static double MeanKullbackLeibler(LinearProbe probe, IEnumerable<ProbeExample> examples) =>
        examples.Average(e => DistributionDivergence.KullbackLeibler(e.Target, probe.Predict(e.Features.Span)));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
