namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>How <see cref="BatchedLanguageModel"/> shares a decoder between requests. Immutable and thread-safe.</summary>
public sealed record BatchingOptions
{
    /// <summary>The most requests that are computed together; others wait their turn. At least 1. The default is 16.</summary>
    public int MaxActiveRequests { get; init; } = 16;

    /// <summary>
    /// Cells of the cache that shared prompt beginnings may keep between requests, as a share of all cells, 0 to 1.
    /// 0 computes every prompt from its start. The default is 0.25.
    /// </summary>
    public double PrefixCacheShare { get; init; } = 0.25;

    /// <summary>The most shared prompt beginnings that are kept. 0 keeps none. The default is 8.</summary>
    public int MaxPrefixes { get; init; } = 8;

    /// <summary>When the cells of finished requests are used again. The default is null: the engine's own (see <see cref="Batching.CellReuse"/>), or when idle.</summary>
    public CellReuse? CellReuse { get; init; }

    /// <summary>
    /// How long an idle decoder waits after a request came, so that others that come at the same time start with it in one batch; less where
    /// <see cref="MaxActiveRequests"/> of them wait. A decoder at work never waits: new requests join between two batches. 0 to 10 seconds. The default is 0.
    /// </summary>
    public TimeSpan MaxBatchDelay { get; init; }

    internal void Validate(List<string> faults)
    {
        if (MaxActiveRequests < 1) faults.Add($"MaxActiveRequests must be at least 1 but is {MaxActiveRequests}.");
        if (!(PrefixCacheShare >= 0 && PrefixCacheShare <= 1)) faults.Add($"PrefixCacheShare must be from 0 to 1 but is {PrefixCacheShare}.");
        if (CellReuse is { } reuse && !Enum.IsDefined(reuse)) faults.Add($"CellReuse has the unknown value {reuse}.");
        if (MaxBatchDelay < TimeSpan.Zero || MaxBatchDelay > TimeSpan.FromSeconds(10)) faults.Add($"MaxBatchDelay must be from 0 to 10 seconds but is {MaxBatchDelay}.");
        if (MaxPrefixes < 0) faults.Add($"MaxPrefixes must be at least 0 but is {MaxPrefixes}.");
    }
}
