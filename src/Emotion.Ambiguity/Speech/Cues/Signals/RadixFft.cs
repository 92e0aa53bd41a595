namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>A Fourier transform of a fixed power of two. Immutable and thread-safe: the caller owns the data.</summary>
/// <remarks>
/// Not Math.NET's: its managed transform starts tasks for every frame of 1,024 samples and gives way to a native one where that is
/// installed, so the last bits of a cue would depend on the machine.
/// </remarks>
internal sealed class RadixFft
{
    private readonly double[] _cos;
    private readonly double[] _sin;

    /// <param name="size">A power of two.</param>
    public RadixFft(int size)
    {
        (Size, _cos, _sin) = (size, new double[size / 2], new double[size / 2]);
        for (var i = 0; i < size / 2; i++) (_sin[i], _cos[i]) = Math.SinCos(-2 * Math.PI * i / size);
    }

    public int Size { get; }

    /// <summary>The smallest power of two that holds a number of samples.</summary>
    public static int SizeFor(int samples) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, samples));

    /// <summary>Transforms in place, without scaling.</summary>
    public void Forward(Span<double> re, Span<double> im)
    {
        Reorder(re, im);
        for (var half = 1; half < Size; half *= 2)
        {
            var stride = Size / 2 / half;
            for (var start = 0; start < Size; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (a, b) = (start + k, start + k + half);
                    var (c, s) = (_cos[k * stride], _sin[k * stride]);
                    var (x, y) = (re[b] * c - im[b] * s, re[b] * s + im[b] * c);
                    (re[b], im[b]) = (re[a] - x, im[a] - y);
                    (re[a], im[a]) = (re[a] + x, im[a] + y);
                }
            }
        }
    }

    private void Reorder(Span<double> re, Span<double> im)
    {
        for (int i = 1, j = 0; i < Size; i++)
        {
            var bit = Size >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i >= j) continue;
            (re[i], re[j]) = (re[j], re[i]);
            (im[i], im[j]) = (im[j], im[i]);
        }
    }
}
