namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Hashes and random numbers that are the same on every machine and in every version: what a seed promises.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the characters, then mixed so that all bits count.</summary>
    public static ulong Of(long seed, string text)
    {
        var hash = 14695981039346656037UL ^ Mix((ulong)seed);
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>The output function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
