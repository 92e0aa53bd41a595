using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emotion.Ambiguity.Speech.Resampling;

/// <summary>A dot product that adds in the same order always.</summary>
/// <remarks>TensorPrimitives.Dot adds in an order that depends on where the memory lies, so the same clip could give other last bits.</remarks>
internal static class FixedOrderDot
{
    /// <summary>Lengths are multiples of this.</summary>
    public const int Step = 32;

    public static float Product(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var xs = MemoryMarshal.Cast<float, Vector256<float>>(x);
        var ys = MemoryMarshal.Cast<float, Vector256<float>>(y)[..xs.Length];
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i + 3 < xs.Length && i + 3 < ys.Length; i += 4)
        {
            a += xs[i] * ys[i];
            b += xs[i + 1] * ys[i + 1];
            c += xs[i + 2] * ys[i + 2];
            d += xs[i + 3] * ys[i + 3];
        }

        var sum = a + b + (c + d);
        var half = sum.GetLower() + sum.GetUpper();
        return half[0] + half[1] + (half[2] + half[3]);
    }
}
