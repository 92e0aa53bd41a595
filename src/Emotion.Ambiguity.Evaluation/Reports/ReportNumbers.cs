using System.Globalization;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Numbers as the written reports show them. What is not defined, and a number that is none, is an en dash.</summary>
internal static class ReportNumbers
{
    public const string NotDefined = "–";

    /// <summary>"0.842", "−0.120".</summary>
    public static string Decimals(double? value, int decimals = 3) =>
        value is { } v && double.IsFinite(v) ? Sign(v.ToString("F" + decimals, CultureInfo.InvariantCulture)) : NotDefined;

    /// <summary>"[0.801, 0.880]"; null without an interval.</summary>
    public static string? Interval(double? low, double? high, int decimals = 3) =>
        low is null || high is null ? null : $"[{Decimals(low, decimals)}, {Decimals(high, decimals)}]";

    /// <summary>Of a share, 0 to 1: "12.5 %".</summary>
    public static string Percent(double? share, int decimals = 1) =>
        share is { } s && double.IsFinite(s) ? $"{Decimals(s * 100, decimals)} %" : NotDefined;

    public static string Percent(long part, long whole, int decimals = 1) => Percent(whole == 0 ? null : (double)part / whole, decimals);

    /// <summary>"1,234".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"0.012", "&lt;0.001": a permutation test never gives 0.</summary>
    public static string PValue(double p) => p < 0.001 ? "<0.001" : Decimals(p);

    /// <summary>As papers print it: ".84", "1.20", "−.05".</summary>
    public static string Paper(double? value)
    {
        var text = Decimals(value, 2);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
            : text.StartsWith("−0.", StringComparison.Ordinal) ? "−" + text[2..] : text;
    }

    /// <summary>As papers print it: ".84 [.80, .88]".</summary>
    public static string Paper(MetricValue value) =>
        value.Low is null || value.High is null ? Paper(value.Value) : $"{Paper(value.Value)} [{Paper(value.Low)}, {Paper(value.High)}]";

    // A minus sign as wide as a digit, and none before a rounded zero.
    private static string Sign(string number) =>
        number[0] != '-' ? number : number.AsSpan().ContainsAnyInRange('1', '9') ? "−" + number[1..] : number[1..];
}
