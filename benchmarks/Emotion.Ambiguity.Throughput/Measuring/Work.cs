using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>What a contender did in one turn.</summary>
/// <param name="Units">Utterances, tokens or clips.</param>
/// <param name="Time">How long that took, preparations left out.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Work(double Units, TimeSpan Time)
{
    public double Rate => Units / Time.TotalSeconds;
}
