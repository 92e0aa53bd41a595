using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The values of one item that are compared between rows; NaN where the row has none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairedValues(double KullbackLeibler, double JensenShannon, double Hit)
{
    public static readonly PairedValues None = new(double.NaN, double.NaN, double.NaN);

    /// <summary>The metrics that are compared, by their ids.</summary>
    public static readonly string[] Metrics = ["kl", "jsd", "accuracy"];

    public double this[int metric] => metric switch { 0 => KullbackLeibler, 1 => JensenShannon, _ => Hit };
}
