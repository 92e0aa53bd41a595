using System.Collections.Immutable;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Which llama.cpp this process has loaded and what it can use. Immutable and thread-safe.</summary>
public sealed record LlamaCppEngineInfo
{
    /// <summary>The library's own version ("0.5.0-dev").</summary>
    public required string Version { get; init; }

    /// <summary>The folder that the libraries were loaded from.</summary>
    public required string NativeFolder { get; init; }

    /// <summary>The library files that are loaded, sorted; the CPU back end's file name says which instruction set was picked.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>The names of the back ends ("CPU", "CUDA").</summary>
    public required ImmutableArray<string> Backends { get; init; }

    /// <summary>The devices of all back ends.</summary>
    public required ImmutableArray<LlamaCppDevice> Devices { get; init; }

    /// <summary>The processor features that the CPU back end uses ("AVX2", "FMA").</summary>
    public required ImmutableArray<string> CpuFeatures { get; init; }
}
