using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>A part of a clip that whisper.cpp gets in one call.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="Length">Its number of samples, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClipWindow(int Start, int Length)
{
    /// <summary>whisper.cpp computes the spectrum of all it gets at once, so an hour would take gigabytes: 5 minutes at most, in samples of 16 kHz.</summary>
    internal const int MaxLength = 5 * 60 * 16_000;

    private const int CutRange = 20 * 16_000;
    private const int Frame = 1_600;

    /// <summary>Cuts a clip of 16 kHz into windows, at the quietest tenth of a second of each window's last 20 s.</summary>
    internal static IEnumerable<ClipWindow> Split(ReadOnlyMemory<float> samples)
    {
        var start = 0;
        while (samples.Length - start > MaxLength)
        {
            var length = MaxLength - CutRange + QuietestFrame(samples.Span.Slice(start + MaxLength - CutRange, CutRange));
            yield return new ClipWindow(start, length);
            start += length;
        }

        yield return new ClipWindow(start, samples.Length - start);
    }

    private static int QuietestFrame(ReadOnlySpan<float> samples)
    {
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var frame = 0; frame + Frame <= samples.Length; frame += Frame)
        {
            var energy = 0.0;
            foreach (var sample in samples.Slice(frame, Frame)) energy += (double)sample * sample;
            if (energy < lowest) (best, lowest) = (frame, energy);
        }

        return best + (Frame / 2);
    }
}
