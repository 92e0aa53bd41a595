using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>Ten thousand pairs of distributions through all metrics. "Allocated" must not grow with the pairs.</summary>
public class MetricsBenchmarks
{
    private const int Pairs = 10_000;
    private double[] _targets = [];
    private double[] _predictions = [];
    private DistributionMetricsAccumulator _metrics = null!;

    [Params(4, 8)]
    public int Labels { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _targets = Distributions(random);
        _predictions = Distributions(random);
        _metrics = new DistributionMetricsAccumulator(Labels);
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public long AddRange()
    {
        _metrics.AddRange(_targets, _predictions);
        return _metrics.Count;
    }

    private double[] Distributions(Random random)
    {
        var values = new double[Pairs * Labels];
        for (var start = 0; start < values.Length; start += Labels)
        {
            var row = values.AsSpan(start, Labels);
            var sum = 0.0;
            foreach (ref var value in row) sum += value = random.NextDouble();
            foreach (ref var value in row) value /= sum;
        }

        return values;
    }
}
