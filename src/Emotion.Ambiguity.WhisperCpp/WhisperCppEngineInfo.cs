using System.Collections.Immutable;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>The native whisper.cpp library of this process. Immutable and thread-safe.</summary>
public sealed record WhisperCppEngineInfo
{
    /// <summary>What the library says its version is ("1.9.1").</summary>
    public required string Version { get; init; }

    /// <summary>The file that was loaded.</summary>
    public required string NativeFile { get; init; }

    /// <summary>Instruction sets that the library was built for ("AVX2", "FMA").</summary>
    public required ImmutableArray<string> CpuFeatures { get; init; }
}
