using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Voice;

/// <summary>How much neighbouring periods of the voice differ, as Praat's "local" jitter and shimmer define it. Pure.</summary>
internal static class Perturbation
{
    private const double ShortestPeriod = 0.0001;
    private const double LongestPeriod = 0.02;
    private const double MaxPeriodFactor = 1.3;
    private const double MaxAmplitudeFactor = 1.6;

    /// <summary>The mean difference of neighbouring periods, as a share of the mean period; null with fewer than two pairs of pulses.</summary>
    public static double? Jitter(List<double> pulses)
    {
        var (difference, pairs, length, periods) = (0d, 0, 0d, 0);
        for (var i = 1; i < pulses.Count; i++)
        {
            var period = pulses[i] - pulses[i - 1];
            if (!IsPeriod(period)) continue;
            var joins = i + 1 < pulses.Count && AreNeighbours(period, pulses[i + 1] - pulses[i]);
            var joined = i > 1 && AreNeighbours(pulses[i - 1] - pulses[i - 2], period);
            if (joins || joined) (length, periods) = (length + period, periods + 1);
            if (joins) (difference, pairs) = (difference + Math.Abs(pulses[i + 1] - pulses[i] - period), pairs + 1);
        }

        return pairs > 0 ? difference / pairs / (length / periods) : null;
    }

    /// <summary>The mean difference of the amplitudes of neighbouring periods, as a share of the mean amplitude; null with too few pulses.</summary>
    public static double? Shimmer(VoiceSignal signal, List<double> pulses)
    {
        var (difference, pairs, sum, amplitudes) = (0d, 0, 0d, 0);
        double? before = null;
        for (var i = 1; i + 1 < pulses.Count; i++)
        {
            var (left, right) = (pulses[i] - pulses[i - 1], pulses[i + 1] - pulses[i]);
            if (!AreNeighbours(left, right))
            {
                before = null;
                continue;
            }

            var amplitude = AmplitudeAt(signal, pulses[i], left, right);
            (sum, amplitudes) = (sum + amplitude, amplitudes + 1);
            if (before is { } other && Factor(amplitude, other) <= MaxAmplitudeFactor) (difference, pairs) = (difference + Math.Abs(amplitude - other), pairs + 1);
            before = amplitude;
        }

        return pairs > 0 && sum > 0 ? difference / pairs / (sum / amplitudes) : null;
    }

    /// <summary>The root mean square about a pulse, under a Hann window of a fifth of the periods on either side.</summary>
    private static double AmplitudeAt(VoiceSignal signal, double time, double left, double right)
    {
        var rate = signal.SampleRateHz;
        var (from, to) = (time - 0.2 * left, time + 0.2 * right);
        var first = Math.Max(0, (int)Math.Ceiling(from * rate - 0.5));
        var last = Math.Min(signal.Samples.Length - 1, (int)Math.Floor(to * rate - 0.5));
        double power = 0, weights = 0;
        for (var i = first; i <= last; i++)
        {
            var offset = (i + 0.5) / rate - time;
            var weight = 0.5 + 0.5 * Math.Cos(Math.PI * offset / (0.2 * (offset < 0 ? left : right)));
            power += weight * weight * signal.Samples[i] * signal.Samples[i];
            weights += weight * weight;
        }

        return weights > 0 ? Math.Sqrt(power / weights) : 0;
    }

    private static bool AreNeighbours(double a, double b) => IsPeriod(a) && IsPeriod(b) && Factor(a, b) <= MaxPeriodFactor;

    private static bool IsPeriod(double seconds) => seconds is >= ShortestPeriod and <= LongestPeriod;

    private static double Factor(double a, double b) => a > b ? a / b : b / a;
}
