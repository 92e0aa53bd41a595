using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>A dot product in double that adds in the same order always, on every machine.</summary>
internal static class FixedOrderSum
{
    public static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        y = y[..x.Length];
        var xs = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var ys = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var (a, b) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 1 < xs.Length && i + 1 < ys.Length; i += 2)
        {
            a += xs[i] * ys[i];
            b += xs[i + 1] * ys[i + 1];
        }

        var four = a + b;
        var sum = four[0] + four[1] + (four[2] + four[3]);
        for (var j = i * 4; j < x.Length; j++) sum += x[j] * y[j];
        return sum;
    }
}
