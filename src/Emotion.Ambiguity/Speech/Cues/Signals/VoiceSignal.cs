namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>The samples that cues are measured on: at most 16 kHz and without offset. Immutable and thread-safe.</summary>
internal sealed class VoiceSignal
{
    private readonly double[] _samples;

    private VoiceSignal(double[] samples, int rate) => (_samples, SampleRateHz) = (samples, rate);

    public int SampleRateHz { get; }

    public ReadOnlySpan<double> Samples => _samples;

    public double Seconds => (double)_samples.Length / SampleRateHz;

    /// <summary>The largest magnitude.</summary>
    public double Peak { get; private init; }

    /// <summary>The mean of the squares.</summary>
    public double Power { get; private init; }

    /// <summary>Nothing but one value over and over.</summary>
    public bool IsSilent => Peak == 0;

    /// <remarks>No cue looks beyond 8 kHz, and one rate keeps clips of different rates comparable.</remarks>
    public static VoiceSignal From(Audio audio)
    {
        var sound = audio.SampleRateHz > Audio.SpeechSampleRateHz ? audio.Resample(Audio.SpeechSampleRateHz) : audio;
        var source = sound.Samples.Span;
        var samples = new double[source.Length];
        double sum = 0;
        foreach (var sample in source) sum += sample;
        var mean = sum / source.Length;

        double peak = 0, power = 0, largest = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var value = source[i] - mean;
            samples[i] = value;
            peak = Math.Max(peak, Math.Abs(value));
            largest = Math.Max(largest, Math.Abs(source[i]));
            power += value * value;
        }

        // What is left of a constant after its mean is gone is rounding, not sound.
        if (peak <= largest * 1e-9) return new VoiceSignal(new double[samples.Length], sound.SampleRateHz);
        return new VoiceSignal(samples, sound.SampleRateHz) { Peak = peak, Power = power / samples.Length };
    }
}
