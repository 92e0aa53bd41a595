using System.Numerics.Tensors;

namespace Emotion.Ambiguity.Speech;

/// <summary>Mono sound: samples with their rate.</summary>
/// <remarks>Immutable and thread-safe as long as the memory it was made of is left alone: <see cref="FromSamples"/> does not copy.</remarks>
public sealed partial class Audio
{
    /// <summary>The rate that speech models listen at.</summary>
    public const int SpeechSampleRateHz = 16_000;

    private Audio(ReadOnlyMemory<float> samples, int sampleRateHz) => (Samples, SampleRateHz) = (samples, sampleRateHz);

    /// <summary>The samples, full scale from -1 to 1 (values beyond are allowed).</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Samples a second, in Hz.</summary>
    public int SampleRateHz { get; }

    /// <summary>The length.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);

    /// <summary>Wraps mono samples. They are not copied and must not change afterwards.</summary>
    /// <param name="samples">At least one sample, all finite, full scale from -1 to 1.</param>
    /// <param name="sampleRateHz">Samples a second, 1,000 to 768,000 Hz.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="AudioFormatException">There is no sample, or one is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static Audio FromSamples(ReadOnlyMemory<float> samples, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRateHz, 768_000);
        if (samples.IsEmpty) throw new AudioFormatException("samples", "There is no sound: 0 samples.", "Give at least one sample.");

        // A sum of magnitudes is finite only if every sample is, and costs one vectorised pass.
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(samples.Span)))
        {
            for (var i = 0; i < samples.Length; i++)
            {
                if (!float.IsFinite(samples.Span[i]))
                    throw new AudioFormatException("samples", $"Sample {i} is {samples.Span[i]}, which is not finite.", "Check how the samples were decoded.");
            }
        }

        return new Audio(samples, sampleRateHz);
    }
}
