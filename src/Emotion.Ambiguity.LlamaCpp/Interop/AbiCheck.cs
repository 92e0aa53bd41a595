using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>
/// Proves, before anything else is called, that a library lays its parameters out as this build does: its version and the default
/// values at each place of the structs. llama.cpp changes these layouts without changing the names of its functions.
/// </summary>
internal static unsafe class AbiCheck
{
    public const string SupportedVersion = "0.5.0";

    /// <summary>Checks an opened library.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="NativeLibraryException">It is another version, or no llama.cpp at all.</exception>
    public static string Verify(nint library, string path)
    {
        var version = NativeText.Read(((delegate* unmanaged<byte*>)Export(library, "llama_version", path))());
        if (!version.StartsWith(SupportedVersion, StringComparison.Ordinal)) throw Wrong(path, $"it is version {version}");
        var model = ((delegate* unmanaged<ParameterBuffer>)Export(library, "llama_model_default_params", path))().As<LlamaModelParams>();
        var context = ((delegate* unmanaged<ParameterBuffer>)Export(library, "llama_context_default_params", path))().As<LlamaContextParams>();
        var quantize = ((delegate* unmanaged<ParameterBuffer>)Export(library, "llama_model_quantize_default_params", path))().As<LlamaQuantizeParams>();
        var faults = Faults(model).Concat(Faults(context)).Concat(Faults(quantize)).ToList();
        return faults.Count == 0 ? version : throw Wrong(path, $"its defaults differ ({string.Join(", ", faults)})");
    }

    /// <summary>The fields of the model parameters that do not hold their promised default.</summary>
    public static IEnumerable<string> Faults(LlamaModelParams p)
    {
        if (p.Devices != 0 || p.TensorBufferTypeOverrides != 0) yield return "model devices";
        if (p.GpuLayers != -1) yield return "n_gpu_layers";
        if (p.SplitMode != 1) yield return "split_mode";
        if (p.LoadMode != -1) yield return "load_mode";
        if (p.LazyMode != 1) yield return "lazy_mode";
        if (p.MainGpu != 0) yield return "main_gpu";
        if (p.TensorSplit != 0 || p.ProgressCallback != 0 || p.ProgressCallbackUserData != 0 || p.MetadataOverrides != 0) yield return "model pointers";
        if ((p.VocabularyOnly, p.CheckTensors, p.UseExtraBufferTypes) != (0, 0, 1)) yield return "vocab_only to use_extra_bufts";
        if ((p.NoHost, p.NoAllocation, p.LoadMtp) != (0, 0, 0)) yield return "no_host to load_mtp";
    }

    /// <summary>The fields of the context parameters that do not hold their promised default.</summary>
    public static IEnumerable<string> Faults(LlamaContextParams p)
    {
        if ((p.ContextTokens, p.BatchTokens, p.MicroBatchTokens) != (512u, 2048u, 512u)) yield return "n_ctx to n_ubatch";
        if ((p.MaxSequences, p.RecurrentSnapshots, p.MaxOutputs, p.MaxOutputsPerSequence) != (1u, 0u, 0u, 1u)) yield return "n_seq_max to n_outputs_max_per_seq";
        if ((p.Threads, p.BatchThreads) != (4, 4)) yield return "n_threads";
        if ((p.ContextType, p.RopeScalingType, p.PoolingType, p.AttentionType, p.FlashAttention) != (0, -1, -1, -1, -1)) yield return "ctx_type to flash_attn_type";
        if ((p.RopeFrequencyBase, p.RopeFrequencyScale) != (0f, 0f)) yield return "rope_freq";
        if ((p.YarnExtrapolationFactor, p.YarnAttentionFactor, p.YarnBetaFast, p.YarnBetaSlow) != (-1f, -1f, -1f, -1f)) yield return "yarn";
        if ((p.YarnOriginalContext, p.DefragmentationThreshold) != (0u, -1f)) yield return "yarn_orig_ctx to defrag_thold";
        if (p.EvaluationCallback != 0 || p.EvaluationCallbackUserData != 0) yield return "cb_eval";
        if ((p.KeyType, p.ValueType) != (1, 1)) yield return "type_k, type_v";
        if (p.AbortCallback != 0 || p.AbortCallbackData != 0) yield return "abort_callback";
        if ((p.Embeddings, p.OffloadKeyValues, p.NoPerformanceCounters) != (0, 1, 1)) yield return "embeddings to no_perf";
        if ((p.OffloadOperations, p.FullSlidingWindow, p.UnifiedCache) != (1, 1, 0)) yield return "op_offload to kv_unified";
        if (p.Samplers != 0 || p.SamplerCount != 0 || p.OtherContext != 0) yield return "samplers to ctx_other";
    }

    /// <summary>The fields of the quantisation parameters that do not hold their promised default.</summary>
    public static IEnumerable<string> Faults(LlamaQuantizeParams p)
    {
        // 43 is the number of ggml's types: none.
        if ((p.Threads, p.FileType, p.OutputTensorType, p.TokenEmbeddingType) != (0, 7, 43, 43)) yield return "nthread to token_embedding_type";
        if ((p.AllowRequantize, p.QuantizeOutputTensor, p.OnlyCopy, p.Pure, p.KeepSplit, p.DryRun) != (0, 1, 0, 0, 0, 0)) yield return "allow_requantize to dry_run";
        if (p.ImportanceMatrix != 0 || p.MetadataOverrides != 0 || p.TensorTypeOverrides != 0 || p.PrunedLayers != 0) yield return "imatrix to prune_layers";
    }

    private static nint Export(nint library, string name, string path) =>
        NativeLibrary.TryGetExport(library, name, out var address) ? address : throw Wrong(path, $"it has no {name}");

    private static NativeLibraryException Wrong(string path, string what) => new(
        "llama.cpp",
        $"The library was found, but this build of the engine is made for version {SupportedVersion}, and {what}.",
        "Use the native libraries that come with this package.",
        [path]);
}
