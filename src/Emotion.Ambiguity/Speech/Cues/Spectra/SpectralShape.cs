using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Spectra;

/// <summary>What is told of one spectrum. Pure.</summary>
internal static class SpectralShape
{
    /// <summary>The mean frequency, weighted by power, in Hz; null without power.</summary>
    public static double? CentroidHz(ReadOnlySpan<double> power, double binHz)
    {
        double sum = 0, weighted = 0;
        for (var i = 1; i < power.Length; i++) (sum, weighted) = (sum + power[i], weighted + power[i] * i * binHz);
        return sum > 0 ? weighted / sum : null;
    }

    /// <summary>The power above 1 kHz (to 5 kHz) over the power below (from 50 Hz), in dB.</summary>
    public static double? AlphaRatio(ReadOnlySpan<double> power, double binHz) =>
        Ratio(Sum(Band(power, binHz, 1_000, 5_000)), Sum(Band(power, binHz, 50, 1_000)));

    /// <summary>The strongest bin below 2 kHz over the strongest from 2 to 5 kHz, in dB.</summary>
    public static double? HammarbergIndex(ReadOnlySpan<double> power, double binHz) =>
        Ratio(Max(Band(power, binHz, 0, 2_000)), Max(Band(power, binHz, 2_000, 5_000)));

    /// <summary>The slope of the spectrum in dB over a band of frequency, in dB a kHz.</summary>
    public static double? Slope(ReadOnlySpan<double> power, double binHz, double lowHz, double highHz)
    {
        if (highHz > (power.Length - 0.5) * binHz) return null;
        var line = new LineFit();
        for (var bin = (int)Math.Ceiling(lowHz / binHz); bin * binHz <= highHz && bin < power.Length; bin++)
        {
            if (power[bin] > 0) line.Add(bin * binHz / 1_000, 10 * Math.Log10(power[bin]));
        }

        return line.Slope;
    }

    /// <summary>The slope of the levels of third-octave bands, 100 Hz to 5 kHz, in dB an octave.</summary>
    public static double? Tilt(ReadOnlySpan<double> power, double binHz)
    {
        var line = new LineFit();
        for (var third = 0; ; third++)
        {
            var (low, high) = (100 * Math.Pow(2, third / 3d), 100 * Math.Pow(2, (third + 1) / 3d));
            if (high > Math.Min(5_000, (power.Length - 1) * binHz)) return line.Slope;
            // Low bands may hold no bin of their own; density, so that wide bands are not louder for being wide.
            var band = Band(power, binHz, low, high);
            var sum = Sum(band);
            if (sum > 0) line.Add(third / 3d, 10 * Math.Log10(sum / band.Length));
        }
    }

    /// <summary>The distance of two spectra of magnitudes, each of length 1: 0 (same shape) to the square root of 2.</summary>
    public static double? Flux(ReadOnlySpan<double> before, ReadOnlySpan<double> power)
    {
        double product = 0, a = 0, b = 0;
        for (var i = 0; i < power.Length; i++) (product, a, b) = (product + Math.Sqrt(before[i] * power[i]), a + before[i], b + power[i]);
        return a > 0 && b > 0 ? Math.Sqrt(Math.Max(0, 2 - 2 * product / Math.Sqrt(a * b))) : null;
    }

    private static ReadOnlySpan<double> Band(ReadOnlySpan<double> power, double binHz, double lowHz, double highHz)
    {
        var first = Math.Min(power.Length, (int)Math.Ceiling(lowHz / binHz));
        return power[first..Math.Clamp((int)Math.Ceiling(highHz / binHz), first, power.Length)];
    }

    private static double? Ratio(double over, double under) => over > 0 && under > 0 ? 10 * Math.Log10(over / under) : null;

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        double max = 0;
        foreach (var value in values) max = Math.Max(max, value);
        return max;
    }
}
