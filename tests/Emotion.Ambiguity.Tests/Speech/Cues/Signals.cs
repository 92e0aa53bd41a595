using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

/// <summary>Sounds whose figures are known in closed form.</summary>
internal static class Signals
{
    public const int Rate = 16_000;

    public static Audio Of(double seconds, Func<double, double> sound, int rate = Rate) =>
        Audio.FromSamples(Enumerable.Range(0, (int)(seconds * rate)).Select(i => (float)sound((double)i / rate)).ToArray(), rate);

    public static double Sine(double hz, double time) => Math.Sin(2 * Math.PI * hz * time);

    /// <summary>Ten harmonics that fall by 6 dB an octave, as a voice's do.</summary>
    public static double Complex(double hz, double time) => Enumerable.Range(1, 10).Sum(k => Sine(k * hz, time) / k) / 3;

    /// <summary>Pulses 0.3 ms wide at given times with given amplitudes; their mean is 0, so that none of it is taken for an offset.</summary>
    public static Audio Pulses(double seconds, IReadOnlyList<double> times, IReadOnlyList<double> amplitudes)
    {
        var samples = new float[(int)(seconds * Rate)];
        for (var pulse = 0; pulse < times.Count; pulse++)
        {
            var middle = (int)(times[pulse] * Rate);
            for (var i = Math.Max(0, middle - 40); i < Math.Min(samples.Length, middle + 40); i++)
            {
                var distance = ((i + 0.5) / Rate - times[pulse]) / 0.0003;
                samples[i] += (float)(amplitudes[pulse] * (1 - distance * distance) * Math.Exp(-0.5 * distance * distance));
            }
        }

        return Audio.FromSamples(samples, Rate);
    }

    public static Audio Map(Audio audio, Func<float, float> change) => Audio.FromSamples(audio.Samples.ToArray().Select(change).ToArray(), audio.SampleRateHz);

    /// <summary>A normal deviate.</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
