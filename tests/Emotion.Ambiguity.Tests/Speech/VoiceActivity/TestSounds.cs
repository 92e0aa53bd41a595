using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Speech.VoiceActivity;

/// <summary>Sounds with a known beginning and end, at 16 kHz, and streams of them.</summary>
internal static class TestSounds
{
    public const int Rate = Audio.SpeechSampleRateHz;

    /// <summary>White Gaussian noise.</summary>
    /// <param name="seconds">The length.</param>
    /// <param name="dbfs">The power, in dB of full scale.</param>
    /// <param name="seed">Another seed, other samples.</param>
    public static float[] Noise(double seconds, double dbfs, int seed = 0)
    {
        var random = new Random(seed);
        var scale = Math.Pow(10, dbfs / 20);
        return Enumerable.Range(0, (int)Math.Round(seconds * Rate)).Select(_ => (float)(scale * Gauss(random))).ToArray();
    }

    /// <summary>A buzz of 140 Hz with all its harmonics, at about -20 dB of full scale: what a voice gives before the mouth forms it.</summary>
    public static float[] Buzz(double seconds) =>
        Enumerable.Range(0, (int)Math.Round(seconds * Rate)).Select(i => 0.25f * (2 * (i * 140f / Rate % 1) - 1)).ToArray();

    /// <summary>Buzzes in noise of -60 dB.</summary>
    /// <param name="seconds">By turns the length of noise and of a buzz.</param>
    public static float[] Buzzes(params double[] seconds)
    {
        var sound = Join([.. seconds.Select((s, i) => i % 2 == 0 ? new float[(int)Math.Round(s * Rate)] : Buzz(s))]);
        return Mix(sound, Noise((double)sound.Length / Rate, -60));
    }

    public static float[] Join(params float[][] parts) => [.. parts.SelectMany(p => p)];

    public static float[] Mix(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x + y)];

    /// <summary>A sample clip with a second of its own background (its first 100 ms, forwards and backwards) before and after it.</summary>
    public static float[] ClipInItsBackground(string clip)
    {
        var samples = Audio.Load(SampleClips.File(clip)).Resample(Rate).Samples.ToArray();
        var background = Enumerable.Range(0, Rate).Select(i => i % 3_200).Select(i => samples[i < 1_600 ? i : 3_199 - i]).ToArray();
        return Join([.. background.Reverse()], samples, background);
    }

    /// <summary>Samples as a stream, in chunks of the given sizes in turn.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> Stream(ReadOnlyMemory<float> samples, params int[] chunks)
    {
        await Task.CompletedTask;
        var buffer = new float[chunks.Max()];
        for (var (start, i) = (0, 0); start < samples.Length; i++)
        {
            var count = Math.Min(chunks[i % chunks.Length], samples.Length - start);
            samples.Slice(start, count).CopyTo(buffer);
            yield return buffer.AsMemory(0, count);
            // As a sound card does: the buffer is used again.
            Array.Fill(buffer, float.NaN);
            start += count;
        }
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
