using System.Runtime.InteropServices;
using Emotion.Ambiguity.LLamaSharp.Interop;
using Emotion.Ambiguity.LlamaCpp.Interop;
using LLama.Common;
using LLama.Extensions;
using LLama.Native;

namespace Emotion.Ambiguity.LLamaSharp.Decoding;

/// <summary>The sizes of a context, after the defaults of the options were filled in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContextShape(int SequenceTokens, int CacheTokens, int BatchTokens, int MicroBatchTokens)
{
    private const int MostTokensByDefault = 4096;
    private const int CacheTokensByDefault = 8192;

    /// <summary>From 64 tokens on the CPU back end takes a tiled attention kernel, whose sums depend on where in the cache a sequence lies.</summary>
    private const int MicroBatchOnProcessor = 63;
    private const int MicroBatchOnGpu = 512;

    public static ContextShape Create(LLamaSharpOptions options, int trainedContextTokens)
    {
        var sequence = options.ContextTokens ?? Math.Min(MostTokensByDefault, trainedContextTokens > 0 ? trainedContextTokens : MostTokensByDefault);
        var cache = options.CacheTokens ?? Math.Max(CacheTokensByDefault, sequence);
        var batch = Math.Min(options.BatchTokens, cache);
        var microBatch = options.MicroBatchTokens ?? (NativeApi.llama_supports_gpu_offload() ? MicroBatchOnGpu : MicroBatchOnProcessor);
        return new(Math.Min(sequence, cache), cache, batch, Math.Min(batch, microBatch));
    }

    /// <summary>The caller's settings, with the sizes and the one shared cache that the scheduler counts on.</summary>
    public LLamaContextParams ToNative(LLamaSharpOptions options, AbortSignal abort)
    {
        (options.Context ?? new ModelParams("")).ToLlamaContextParams(out var native);
        native.n_ctx = (uint)CacheTokens;
        native.n_batch = (uint)BatchTokens;
        native.n_ubatch = (uint)MicroBatchTokens;
        native.n_seq_max = (uint)options.ParallelSequences;
        native.kv_unified = true;
        native.embeddings = false;
        if (options.Threads is { } threads) native.n_threads = native.n_threads_batch = threads;
        native.abort_callback = AbortCallback.Address;
        native.abort_callback_user_data = abort.UserData;
        return native;
    }
}
