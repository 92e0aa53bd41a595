using System.Numerics;
using MathNet.Numerics.Providers.FourierTransform;

namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>Fourier transforms of frames of one size, by Math.NET's managed provider. One caller at a time.</summary>
/// <remarks>That provider by name: the default one gives way to a native library where one is installed, and the last bits of a cue would depend on the machine.</remarks>
internal sealed class FrameTransform
{
    private readonly Complex[] _frame;

    /// <param name="size">A power of two.</param>
    public FrameTransform(int size) => _frame = new Complex[size];

    public int Size => _frame.Length;

    /// <summary>The smallest power of two that holds a number of samples.</summary>
    public static int SizeFor(int samples) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, samples));

    /// <summary>Transforms in place, without scaling.</summary>
    public void Forward(Span<double> re, Span<double> im)
    {
        for (var i = 0; i < _frame.Length; i++) _frame[i] = new Complex(re[i], im[i]);
        ManagedFourierTransformProvider.Instance.Forward(_frame, FourierTransformScaling.NoScaling);
        for (var i = 0; i < _frame.Length; i++) (re[i], im[i]) = (_frame[i].Real, _frame[i].Imaginary);
    }
}
