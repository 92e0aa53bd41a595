using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Throughput.Inputs;

namespace Emotion.Ambiguity.Throughput;

/// <summary>What the program was asked for.</summary>
internal sealed record Settings
{
    /// <summary>The embedded model first.</summary>
    public required IReadOnlyList<ModelFile> Models { get; init; }

    public required IReadOnlyList<string> Texts { get; init; }

    public required int SlowItems { get; init; }

    public required IReadOnlyList<string> ClipFolders { get; init; }

    public required int ClipItems { get; init; }

    public required int Repeats { get; init; }

    public required int Threads { get; init; }

    public required IReadOnlyList<int> Sequences { get; init; }

    public required IReadOnlyList<int> ThreadCounts { get; init; }

    public required int UpTo { get; init; }

    public string? Tool { get; init; }

    public string? NodeScript { get; init; }

    /// <summary>The texts that the slow loops take: evenly spaced, so that their lengths are those of the others.</summary>
    public IReadOnlyList<int> SlowIndices => [.. Enumerable.Range(0, SlowItems).Select(i => i * Texts.Count / SlowItems)];

    /// <summary>Cells of the cache; null for the default.</summary>
    public int? CacheTokens { get; init; }

    /// <summary>Tokens computed in one go, on both sides of every comparison; null for the default.</summary>
    public int? MicroBatchTokens { get; init; }

    public LlamaCppOptions ModelOptions => new() { Threads = Threads, CacheTokens = CacheTokens, MicroBatchTokens = MicroBatchTokens };
}
