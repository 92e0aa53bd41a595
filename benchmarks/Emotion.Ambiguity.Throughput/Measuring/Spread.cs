using System.Globalization;

namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>Values of several repeats: their median, and how far they lie apart.</summary>
internal sealed record Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The ratios of one contender's values to another's, repeat by repeat.</summary>
    public static Spread OfRatios(IReadOnlyList<double> values, IReadOnlyList<double> others) => Of(values.Zip(others, (a, b) => a / b));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Lowest:0.00} to {Highest:0.00})");
}
