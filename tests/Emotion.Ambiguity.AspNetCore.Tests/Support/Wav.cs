using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>WAV files made for a test.</summary>
internal static class Wav
{
    /// <summary>A tone, 16 bit mono.</summary>
    public static byte[] Tone(double seconds, int sampleRateHz = 8_000) =>
        WavBytes.Of([.. Enumerable.Range(0, (int)(seconds * sampleRateHz)).Select(i => 0.25f * MathF.Sin(2 * MathF.PI * 300 * i / sampleRateHz))], sampleRateHz);
}
