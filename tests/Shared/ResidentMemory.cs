using System.Globalization;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>What this process holds in memory, as the system counts it.</summary>
internal static class ResidentMemory
{
    private const string Anonymous = "RssAnon:";

    /// <summary>Bytes that are no mapped file, so that the weights of a model that comes and goes do not count; null where the system does not tell.</summary>
    public static long? AnonymousBytes()
    {
        const string Status = "/proc/self/status";
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(Anonymous, StringComparison.Ordinal)) : null;
        return line is null ? null : 1024 * long.Parse(line[Anonymous.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
