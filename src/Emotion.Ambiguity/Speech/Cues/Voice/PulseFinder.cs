using Emotion.Ambiguity.Speech.Cues.Pitch;
using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Voice;

/// <summary>
/// The moments of the glottal pulses, in the manner of Praat's "Sound &amp; Pitch: To PointProcess (cc)": from the largest extremum in the
/// middle of each voiced stretch outwards, each pulse where the period around it is most like the one around the pulse before. Pure.
/// </summary>
internal static class PulseFinder
{
    /// <summary>Below this likeness the search ends.</summary>
    private const double MinCorrelation = 0.3;

    /// <summary>Beyond the stretch a pulse is still taken from this likeness on.</summary>
    private const double EdgeCorrelation = 0.7;

    /// <summary>Quieter than this share of the clip's peak is no pulse.</summary>
    private const double MinPeak = 0.01;

    /// <returns>Times in seconds, ascending.</returns>
    public static List<double> Find(VoiceSignal signal, PitchTrack track, CancellationToken cancellationToken)
    {
        var pulses = new List<double>();
        foreach (var (start, end) in track.VoicedIntervals())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var middle = (start + end) / 2;
            var hz = track.HzAt(middle);
            if (hz == 0) continue;
            var first = Extremum(signal, middle - 0.5 / hz, middle + 0.5 / hz);

            var latest = pulses.Count > 0 ? pulses[^1] : double.NegativeInfinity;
            var before = Walk(signal, track, first, -1, start, latest);
            for (var i = before.Count - 1; i >= 0; i--) pulses.Add(before[i]);
            pulses.Add(first);
            pulses.AddRange(Walk(signal, track, first, 1, end, double.PositiveInfinity));
        }

        return pulses;
    }

    private static List<double> Walk(VoiceSignal signal, PitchTrack track, double from, int direction, double edge, double taken)
    {
        var pulses = new List<double>();
        while (true)
        {
            var hz = track.HzAt(from);
            if (hz == 0) return pulses;
            var (time, correlation) = MostAlike(signal, from, 1 / hz, direction);
            if (correlation < 0) return pulses;

            var beyond = direction < 0 ? time < edge : time > edge;
            var free = direction > 0 || time - taken > 0.8 / hz;
            if (beyond)
            {
                if (correlation > EdgeCorrelation && free && PeakNear(signal, time, 1 / hz) > MinPeak * signal.Peak) pulses.Add(time);
                return pulses;
            }

            if (correlation > MinCorrelation && free && PeakNear(signal, time, 1 / hz) > MinPeak * signal.Peak) pulses.Add(time);
            from = time;
        }
    }

    /// <summary>Where, 0.8 to 1.25 periods away, a period of sound is most like the one around a pulse.</summary>
    private static (double Time, double Correlation) MostAlike(VoiceSignal signal, double pulse, double period, int direction)
    {
        var start = IndexOf(signal, pulse - period / 2, Math.Round);
        var length = IndexOf(signal, pulse + period / 2, Math.Round) - start + 1;
        if (start < 0 || start + length > signal.Samples.Length || length < 3) return (0, -1);

        var (near, far) = (direction * 0.8 * period, direction * 1.25 * period);
        var first = IndexOf(signal, pulse + Math.Min(near, far) - period / 2, Math.Ceiling);
        var last = IndexOf(signal, pulse + Math.Max(near, far) - period / 2, Math.Floor);
        var (best, r) = (first, -1d);
        for (var other = first; other <= last; other++)
        {
            var here = Likeness(signal.Samples, start, other, length);
            if (here > r) (best, r) = (other, here);
        }

        if (r < 0) return (0, -1);
        var (before, after) = (Likeness(signal.Samples, start, best - 1, length), Likeness(signal.Samples, start, best + 1, length));
        var curve = 2 * r - before - after;
        // At the end of the range, or of the clip, the neighbour may be no smaller or not there.
        var shift = before > -1 && after > -1 && curve > 0 && r >= before && r >= after ? (after - before) / 2 / curve : 0;
        return (pulse + (best - start + shift) / signal.SampleRateHz, r);
    }

    /// <summary>The correlation of two stretches, or -1 where one leaves the clip or is silent.</summary>
    private static double Likeness(ReadOnlySpan<double> samples, int start, int other, int length)
    {
        if (other < 0 || other + length > samples.Length) return -1;
        var x = samples.Slice(start, length);
        var y = samples.Slice(other, length);
        var norm = Math.Sqrt(FixedOrderSum.Product(x, x) * FixedOrderSum.Product(y, y));
        return norm > 0 ? FixedOrderSum.Product(x, y) / norm : -1;
    }

    private static double Extremum(VoiceSignal signal, double from, double to)
    {
        var (first, last) = Range(signal, from, to);
        var samples = signal.Samples;
        var best = first;
        for (var i = first; i <= last; i++)
        {
            if (Math.Abs(samples[i]) > Math.Abs(samples[best])) best = i;
        }

        double shift = 0;
        if (best > 0 && best < samples.Length - 1)
        {
            var curve = 2 * samples[best] - samples[best - 1] - samples[best + 1];
            if (curve != 0) shift = Math.Clamp((samples[best + 1] - samples[best - 1]) / 2 / curve, -0.5, 0.5);
        }

        return (best + shift + 0.5) / signal.SampleRateHz;
    }

    private static double PeakNear(VoiceSignal signal, double time, double period)
    {
        var (first, last) = Range(signal, time - period / 2, time + period / 2);
        double peak = 0;
        for (var i = first; i <= last; i++) peak = Math.Max(peak, Math.Abs(signal.Samples[i]));
        return peak;
    }

    private static (int First, int Last) Range(VoiceSignal signal, double from, double to)
    {
        var last = signal.Samples.Length - 1;
        var first = Math.Clamp(IndexOf(signal, from, Math.Ceiling), 0, last);
        return (first, Math.Clamp(IndexOf(signal, to, Math.Floor), first, last));
    }

    /// <summary>The sample of a time; sample i lies at (i + 1/2) / rate.</summary>
    private static int IndexOf(VoiceSignal signal, double time, Func<double, double> rounding) => (int)rounding(time * signal.SampleRateHz - 0.5);
}
