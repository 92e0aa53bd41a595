namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>Values and maxima between the samples of a band-limited function, by a sinc under a Hann window (Boersma 1993, eq. 22).</summary>
internal static class SincPeak
{
    /// <summary>In samples: a hundred thousandth of one is a millionth of the pitch.</summary>
    private const double Tolerance = 1e-5;

    private const double Golden = 0.3819660112501051;

    /// <summary>The value at a position.</summary>
    /// <param name="y">The samples.</param>
    /// <param name="x">A position within them.</param>
    /// <param name="depth">How many samples to use on either side; fewer near the ends.</param>
    public static double ValueAt(ReadOnlySpan<double> y, double x, int depth)
    {
        var left = (int)Math.Floor(x);
        var fraction = x - left;
        if (fraction < 1e-12) return y[left];

        var count = Math.Min(depth, Math.Min(left + 1, y.Length - 1 - left));
        if (count < 2) return y[left] + fraction * (y[left + 1] - y[left]);

        // sin(pi (f + k)) = +-sin(pi f), so one sine serves all terms.
        var sine = Math.Sin(Math.PI * fraction) / Math.PI;
        return Side(y, left, -1, fraction, count, sine) + Side(y, left + 1, 1, 1 - fraction, count, sine);
    }

    /// <summary>The maximum within one sample of a local maximum of the samples.</summary>
    public static (double Position, double Value) Maximum(ReadOnlySpan<double> y, int peak, int depth)
    {
        if (peak < 1 || peak >= y.Length - 1) return (peak, y[Math.Clamp(peak, 0, y.Length - 1)]);

        // Brent's method in short: the vertex of a parabola through three values, and where that stalls, the golden section.
        double low = peak - 1, high = peak + 1, middle = peak;
        var value = y[peak];
        var (lowValue, highValue) = (y[peak - 1], y[peak + 1]);
        for (var i = 0; i < 24 && high - low > Tolerance; i++)
        {
            var x = Vertex(low, lowValue, middle, value, high, highValue);
            if (i > 2 && Math.Abs(x - middle) < Tolerance) break;
            if (!(Math.Abs(x - middle) >= Tolerance && x > low && x < high) || i % 4 == 3)
                x = high - middle > middle - low ? middle + Golden * (high - middle) : middle - Golden * (middle - low);
            var f = ValueAt(y, x, depth);
            if (f > value)
            {
                if (x > middle) (low, lowValue) = (middle, value);
                else (high, highValue) = (middle, value);
                (middle, value) = (x, f);
            }
            else if (x > middle) (high, highValue) = (x, f);
            else (low, lowValue) = (x, f);
        }

        return (middle, value);
    }

    /// <summary>The height of the parabola through a local maximum and its neighbours: a guess at the refined maximum that costs nothing.</summary>
    public static double Guess(double before, double here, double after)
    {
        var (slope, curve) = ((after - before) / 2, 2 * here - before - after);
        return curve > 0 ? here + slope * slope / 2 / curve : here;
    }

    private static double Side(ReadOnlySpan<double> y, int start, int direction, double distance, int count, double sine)
    {
        // cos(a + k b) by rotation: a cosine a term would be most of the work.
        var width = distance + count;
        var (stepSin, stepCos) = Math.SinCos(Math.PI / width);
        var (windowSin, windowCos) = Math.SinCos(Math.PI * distance / width);
        double sum = 0;
        for (int k = 0, i = start; k < count; k++, i += direction)
        {
            sum += y[i] * sine / (distance + k) * (0.5 + 0.5 * windowCos);
            sine = -sine;
            (windowSin, windowCos) = (windowSin * stepCos + windowCos * stepSin, windowCos * stepCos - windowSin * stepSin);
        }

        return sum;
    }

    private static double Vertex(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        var (a, b) = ((x2 - x1) * (y2 - y3), (x2 - x3) * (y2 - y1));
        return a == b ? x2 : x2 - 0.5 * ((x2 - x1) * a - (x2 - x3) * b) / (a - b);
    }
}
