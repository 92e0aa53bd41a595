namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Pearson's r out of sums.</summary>
internal static class Correlation
{
    // Below this share of its mean square a variance is rounding, not spread.
    private const double Flat = 1e-12;

    /// <summary>r, -1 to 1; null where a side is flat or there are fewer than two items.</summary>
    public static double? FromSums(double count, double x, double y, double xx, double yy, double xy)
    {
        if (!(count > 1)) return null;
        var (varianceX, varianceY) = (xx - (x * x / count), yy - (y * y / count));
        if (!(varianceX > Flat * Math.Max(xx, double.Epsilon)) || !(varianceY > Flat * Math.Max(yy, double.Epsilon))) return null;
        return Math.Clamp((xy - (x * y / count)) / Math.Sqrt(varianceX * varianceY), -1, 1);
    }
}
