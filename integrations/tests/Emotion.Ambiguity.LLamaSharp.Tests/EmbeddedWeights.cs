using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Tests.Shared;
using LLama;
using LLama.Common;
using LLama.Native;

// LLamaSharp computes all contexts of a process one after the other, so tests side by side would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Emotion.Ambiguity.LLamaSharp.Tests;

/// <summary>The embedded model, loaded by LLamaSharp.</summary>
internal static class EmbeddedWeights
{
    public static string File { get; } = RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf");

    public static Task<LLamaWeights> LoadAsync() => LLamaWeights.LoadFromFileAsync(new ModelParams(File) { GpuLayerCount = 0 });

    /// <summary>llama.cpp writes to the error stream unless it is told otherwise before it is loaded.</summary>
    [ModuleInitializer]
    internal static void Silence() => NativeLibraryConfig.All.WithLogCallback((_, _) => { });
}
