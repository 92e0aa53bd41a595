using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LanguageModels.Batching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>How a model is loaded and computed. Immutable and thread-safe.</summary>
public sealed record LlamaCppOptions
{
    /// <summary>The most tokens of one prompt with its answer, 16 or more. The default (null) is what the model was trained for, at most 4096.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Tokens that all sequences together may hold; a shared beginning counts once. The default (null) is 8192, or <see cref="ContextTokens"/> where that is more.</summary>
    public int? CacheTokens { get; init; }

    /// <summary>Sequences at a time: active requests, kept prompt beginnings and labels under scoring. 3 to 256. The default is 64.</summary>
    public int ParallelSequences { get; init; } = 64;

    /// <summary>The most tokens of all sequences that are handed to the engine at a time, 1 or more. The default is 512.</summary>
    public int BatchTokens { get; init; } = 512;

    /// <summary>
    /// Tokens that the engine computes in one go, 1 or more. The default (null) is 63 on the processor and 512 on a GPU. Below 64 the processor treats every
    /// token alike, and an utterance gives the same numbers alone and in any company. From 64 on, llama.cpp takes another attention kernel for large
    /// batches: quicker for long prompts, but probabilities then depend on what else is computed, by up to 0.03.
    /// </summary>
    public int? MicroBatchTokens { get; init; }

    /// <summary>Threads that compute, 1 or more. The default (null) is the number of physical cores that this process may use, at most 16.</summary>
    public int? Threads { get; init; }

    /// <summary>The cores that this engine shares with others. The default (null) shares none: it computes whenever it has something to compute.</summary>
    public ProcessorBudget? ProcessorBudget { get; init; }

    /// <summary>Layers that a GPU computes, 0 or more; a large number means all. The default is 0. Above 0 without a GPU is an error, never a silent fallback.</summary>
    public int GpuLayers { get; init; }

    /// <summary>How the model is spread over several GPUs. The default is by layer.</summary>
    public LlamaCppSplitMode SplitMode { get; init; } = LlamaCppSplitMode.Layer;

    /// <summary>The GPU that is used where only one is, counted from 0. The default is 0.</summary>
    public int MainGpu { get; init; }

    /// <summary>Whether attention is computed in one fused step. The default is where supported.</summary>
    public LlamaCppFlashAttention FlashAttention { get; init; } = LlamaCppFlashAttention.Auto;

    /// <summary>How the numbers of the cache are stored. The default is 16 bits.</summary>
    public LlamaCppKeyValueType KeyValueType { get; init; } = LlamaCppKeyValueType.F16;

    /// <summary>Whether the file is mapped into memory, so that processes share it and loading is quick, instead of read. The default is true.</summary>
    public bool MemoryMap { get; init; } = true;

    /// <summary>
    /// The only folder to look for the native libraries in. The default (null) is the folder that the environment variable EMOTION_AMBIGUITY_NATIVE
    /// names, then those beside the program. A process loads them once: all models must name the same folder.
    /// </summary>
    public string? NativeLibraryFolder { get; init; }

    /// <summary>Takes the engine's messages. The default discards them; nothing is ever printed.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>How requests share the decoder.</summary>
    public BatchingOptions Batching { get; init; } = new();

    internal void Validate()
    {
        var faults = Faults();
        if (faults.Count > 0) throw new ArgumentException($"{nameof(LlamaCppOptions)}: {string.Join(" ", faults)}", "options");
    }

    internal List<string> Faults()
    {
        var faults = new List<string>();
        if (ContextTokens is < 16) faults.Add($"ContextTokens must be at least 16 but is {ContextTokens}.");
        if (CacheTokens is < 16) faults.Add($"CacheTokens must be at least 16 but is {CacheTokens}.");
        if (ContextTokens > CacheTokens) faults.Add($"ContextTokens is {ContextTokens} but CacheTokens only {CacheTokens}: one sequence must fit into the cache.");
        if (ParallelSequences is < 3 or > 256) faults.Add($"ParallelSequences must be from 3 to 256 but is {ParallelSequences}.");
        if (BatchTokens < 1) faults.Add($"BatchTokens must be at least 1 but is {BatchTokens}.");
        if (MicroBatchTokens is < 1) faults.Add($"MicroBatchTokens must be at least 1 but is {MicroBatchTokens}.");
        if (Threads is < 1 or > 512) faults.Add($"Threads must be from 1 to 512 but is {Threads}.");
        if (GpuLayers < 0) faults.Add($"GpuLayers must be at least 0 but is {GpuLayers}; a large number means all layers.");
        if (MainGpu < 0) faults.Add($"MainGpu must be at least 0 but is {MainGpu}.");
        if (!Enum.IsDefined(SplitMode)) faults.Add($"SplitMode has no value {(int)SplitMode}.");
        if (!Enum.IsDefined(FlashAttention)) faults.Add($"FlashAttention has no value {(int)FlashAttention}.");
        if (!Enum.IsDefined(KeyValueType)) faults.Add($"KeyValueType has no value {(int)KeyValueType}.");
        if (KeyValueType == LlamaCppKeyValueType.Q8 && FlashAttention == LlamaCppFlashAttention.Off) faults.Add("KeyValueType Q8 needs flash attention, but FlashAttention is Off.");
        if (Logger is null) faults.Add("Logger is null; leave it out instead.");
        if (Batching is null) faults.Add("Batching is null; leave it out instead.");
        return faults;
    }
}
