using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Decoding;

/// <summary>The sizes of a context, after the defaults of the options were filled in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContextShape(int SequenceTokens, int CacheTokens, int BatchTokens, int MicroBatchTokens, int Sequences, int Threads)
{
    private const int MostTokensByDefault = 4096;
    private const int CacheTokensByDefault = 8192;

    /// <summary>From 64 tokens on the CPU back end takes a tiled attention kernel, whose sums depend on where in the cache a sequence lies.</summary>
    private const int MicroBatchOnProcessor = 63;
    private const int MicroBatchOnGpu = 512;

    public static ContextShape Create(LlamaCppOptions options, int trainedContextTokens)
    {
        var sequence = options.ContextTokens ?? Math.Min(MostTokensByDefault, trainedContextTokens > 0 ? trainedContextTokens : MostTokensByDefault);
        var cache = options.CacheTokens ?? Math.Max(CacheTokensByDefault, sequence);
        var batch = Math.Min(options.BatchTokens, cache);
        var microBatch = Math.Min(batch, options.MicroBatchTokens ?? (options.GpuLayers > 0 ? MicroBatchOnGpu : MicroBatchOnProcessor));
        return new(Math.Min(sequence, cache), cache, batch, microBatch, options.ParallelSequences, options.Threads ?? Processors.DefaultThreads());
    }
}
