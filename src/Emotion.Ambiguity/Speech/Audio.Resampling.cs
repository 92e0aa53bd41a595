using Emotion.Ambiguity.Speech.Resampling;

namespace Emotion.Ambiguity.Speech;

public sealed partial class Audio
{
    /// <summary>The same sound at another rate.</summary>
    /// <param name="sampleRateHz">Samples a second, 1,000 to 768,000 Hz.</param>
    /// <returns>This very sound where it has that rate; else one of ceil(samples * new rate / old rate) samples, not delayed.</returns>
    /// <remarks>
    /// Band-limited: what lies below 0.9 of the lower rate's Nyquist frequency stays (within 0.01 dB), what lies above the new Nyquist
    /// frequency is taken away (90 dB or more) instead of folding back. Peaks may come out a little above full scale.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range, or the result would not fit into one array.</exception>
    /// <exception cref="AudioFormatException">Samples near the largest float overflowed.</exception>
    public Audio Resample(int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRateHz, 768_000);
        if (sampleRateHz == SampleRateHz) return this;

        var length = Resampler.OutputLength(Samples.Length, SampleRateHz, sampleRateHz);
        if (length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(sampleRateHz), sampleRateHz, $"{length} samples do not fit into one array; take windows instead.");

        var resampler = new Resampler(SampleRateHz, sampleRateHz);
        var samples = new float[length];
        var written = resampler.Process(Samples.Span, samples);
        resampler.Flush(samples.AsSpan(written));
        return FromSamples(samples, sampleRateHz);
    }
}
