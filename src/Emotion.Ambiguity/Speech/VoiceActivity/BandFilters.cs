using System.Runtime.Intrinsics;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>The power of sound at 16 kHz in eight bands, 180 to 4,800 Hz, two thirds of an octave each. One caller at a time.</summary>
/// <remarks>
/// Second order band passes, one a lane; the same samples give the same bits in blocks of any size.
/// Hum and offset below the bands are kept out, and noise that fills all bands leaves those free in which a voice is strongest.
/// </remarks>
internal sealed class BandFilters
{
    private const double LowestHz = 180;
    private const double Ratio = 1.6;

    // A voice in one band does not reach beyond this; a damaged sample must not deafen the filters for good.
    private const float MaxSample = 4;

    private readonly Vector256<float> _gain;
    private readonly Vector256<float> _feedback1;
    private readonly Vector256<float> _feedback2;
    private Vector256<float> _state1;
    private Vector256<float> _state2;

    public BandFilters()
    {
        var quality = 1 / (Math.Sqrt(Ratio) - 1 / Math.Sqrt(Ratio));
        var (gain, feedback1, feedback2) = (new float[8], new float[8], new float[8]);
        for (var band = 0; band < 8; band++)
        {
            var angle = 2 * Math.PI * LowestHz * Math.Pow(Ratio, band) / Audio.SpeechSampleRateHz;
            var alpha = Math.Sin(angle) / (2 * quality);
            gain[band] = (float)(alpha / (1 + alpha));
            feedback1[band] = (float)(-2 * Math.Cos(angle) / (1 + alpha));
            feedback2[band] = (float)((1 - alpha) / (1 + alpha));
        }

        (_gain, _feedback1, _feedback2) = (Vector256.Create(gain), Vector256.Create(feedback1), Vector256.Create(feedback2));
    }

    /// <summary>The mean power of the next samples in each band; 1 is a square wave of full scale.</summary>
    /// <param name="frame">At least one sample.</param>
    public Vector256<float> PowerOf(ReadOnlySpan<float> frame)
    {
        var (state1, state2, power) = (_state1, _state2, Vector256<float>.Zero);
        foreach (var sample in frame)
        {
            var input = _gain * Math.Clamp(sample, -MaxSample, MaxSample);
            var output = input + state1;
            state1 = state2 - _feedback1 * output;
            state2 = -input - _feedback2 * output;
            power += output * output;
        }

        (_state1, _state2) = (WithoutTraces(state1), WithoutTraces(state2));
        return power / Vector256.Create((float)frame.Length);
    }

    // What rings on in digital silence would end in denormal numbers, which processors compute many times slower.
    private static Vector256<float> WithoutTraces(Vector256<float> state) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(state), Vector256.Create(1e-15f)), Vector256<float>.Zero, state);
}
