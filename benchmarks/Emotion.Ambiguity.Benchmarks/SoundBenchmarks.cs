using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>Ten seconds of sound from their own rate to 16 kHz.</summary>
public class SoundBenchmarks
{
    private Audio _sound = null!;

    [Params(8_000, 44_100, 48_000)]
    public int RateHz { get; set; }

    [GlobalSetup]
    public void Fill() => _sound = Audio.FromSamples(Enumerable.Range(0, 10 * RateHz).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / RateHz))).ToArray(), RateHz);

    [Benchmark]
    public int Resample() => _sound.Resample(Audio.SpeechSampleRateHz).Samples.Length;
}
