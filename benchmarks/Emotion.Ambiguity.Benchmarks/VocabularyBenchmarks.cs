using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>What a row of logits over a whole vocabulary costs to read: in blocks and in place, as the engine does, and otherwise.</summary>
public class VocabularyBenchmarks
{
    private float[] _row = [];
    private float[] _probabilities = [];

    [Params(16_000, 128_000)]
    public int VocabularySize { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _row = [.. Enumerable.Range(0, VocabularySize).Select(_ => (float)((random.NextDouble() * 30) - 20))];
        _probabilities = new float[VocabularySize];
    }

    [Benchmark]
    public double LogSumExp() => LogitRow.LogSumExp(_row);

    /// <summary>The same as a loop without vectors.</summary>
    [Benchmark(Baseline = true)]
    public double LogSumExpScalar()
    {
        double max = float.NegativeInfinity, sum = 0;
        foreach (var logit in _row) max = Math.Max(max, logit);
        foreach (var logit in _row) sum += Math.Exp(logit - max);
        return max + Math.Log(sum);
    }

    /// <summary>All probabilities, written out.</summary>
    [Benchmark]
    public float SoftMax()
    {
        TensorPrimitives.SoftMax(_row, _probabilities);
        return _probabilities[0];
    }

    [Benchmark]
    public int ArgMax() => LogitRow.ArgMax(_row);

    [Benchmark]
    public int Sample() => LogitRow.Sample(_row, 0.8, 0.5);
}
