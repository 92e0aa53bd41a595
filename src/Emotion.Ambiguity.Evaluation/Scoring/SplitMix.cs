using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): a stream of random numbers that depends on its seed alone, on every runtime.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next() => StableHash.Mix(_state++ * 0x9E3779B97F4A7C15UL);

    /// <summary>A whole number from 0 to below a bound, each equally likely within 2^-32.</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>From 0 to below 1.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));
}
