using Emotion.Ambiguity.LanguageModels.Batching;
using LLama.Abstractions;

namespace Emotion.Ambiguity.LLamaSharp;

/// <summary>How <see cref="LLamaSharpModel"/> computes weights. Immutable and thread-safe.</summary>
public sealed class LLamaSharpOptions
{
    /// <summary>A name that tells this model from others, for reports. The default (null) is the name inside the file, or "LLamaSharp" where it has none.</summary>
    public string? ModelId { get; init; }

    /// <summary>The most tokens of one prompt with its answer, 16 or more. The default (null) is what the model was trained for, at most 4096.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Tokens that all sequences together may hold; a shared beginning counts once. The default (null) is 8192, or <see cref="ContextTokens"/> where that is more.</summary>
    public int? CacheTokens { get; init; }

    /// <summary>Sequences at a time: active requests, kept prompt beginnings and labels under scoring. 3 to 256. The default is 64.</summary>
    public int ParallelSequences { get; init; } = 64;

    /// <summary>The most tokens of all sequences that are handed to llama.cpp at a time, 1 or more. The default is 512.</summary>
    public int BatchTokens { get; init; } = 512;

    /// <summary>
    /// Tokens that llama.cpp computes in one go, 1 or more. The default (null) is 63, or 512 where the back end can use a GPU. Below 64 the processor treats
    /// every token alike, and an utterance gives the same numbers alone and in any company.
    /// </summary>
    public int? MicroBatchTokens { get; init; }

    /// <summary>Threads that compute, 1 or more. The default (null) is what <see cref="Context"/> says, which is half the processors unless you set it.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Settings of rope, flash attention, number types of the cache and offloading, such as the ModelParams that the weights were loaded with. Sizes,
    /// sequences and the layout of the cache are set by this class. The default (null) is LLamaSharp's own defaults. Read once.
    /// </summary>
    public IContextParams? Context { get; init; }

    /// <summary>Whether disposing the model disposes the weights too. The default is false: they are yours. Disposed before the model, their memory is freed with it.</summary>
    public bool OwnsWeights { get; init; }

    /// <summary>How requests share the decoder.</summary>
    public BatchingOptions Batching { get; init; } = new();

    internal void Validate(string parameterName)
    {
        var faults = new List<string>();
        if (ModelId is not null && string.IsNullOrWhiteSpace(ModelId)) faults.Add("ModelId must be a name or null but is blank.");
        if (ContextTokens is < 16) faults.Add($"ContextTokens must be at least 16 but is {ContextTokens}.");
        if (CacheTokens is < 16) faults.Add($"CacheTokens must be at least 16 but is {CacheTokens}.");
        if (ContextTokens > CacheTokens) faults.Add($"ContextTokens is {ContextTokens} but CacheTokens only {CacheTokens}: one sequence must fit into the cache.");
        if (ParallelSequences is < 3 or > 256) faults.Add($"ParallelSequences must be from 3 to 256 but is {ParallelSequences}.");
        if (BatchTokens < 1) faults.Add($"BatchTokens must be at least 1 but is {BatchTokens}.");
        if (MicroBatchTokens is < 1) faults.Add($"MicroBatchTokens must be at least 1 but is {MicroBatchTokens}.");
        if (Threads is < 1 or > 512) faults.Add($"Threads must be from 1 to 512 but is {Threads}.");
        if (Batching is null) faults.Add("Batching is null; leave it out instead.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(LLamaSharpOptions)}: {string.Join(" ", faults)}", parameterName);
    }
}
