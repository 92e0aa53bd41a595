using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>How the engines of a set compute: each with the same threads, all within one budget of cores.</summary>
internal sealed record EngineOptions
{
    private const int MostWhisperThreads = 256;

    /// <summary>Threads of each engine; null for the engine's own default.</summary>
    public int? Threads { get; init; }

    /// <summary>Layers of the language model on the GPU. The default is 0.</summary>
    public int GpuLayers { get; init; }

    /// <summary>
    /// The cores that the engines share; the default is all of this machine. Who loads several sets with the same options gives all of them one budget: each for itself
    /// they would spend the cores on waiting for each other.
    /// </summary>
    public ProcessorBudget Budget { get; init; } = new(Environment.ProcessorCount);

    /// <summary>On a GPU the language model leaves the cores to the others.</summary>
    public LlamaCppOptions LanguageModel => new() { Threads = Threads, GpuLayers = GpuLayers, ProcessorBudget = GpuLayers == 0 ? Budget : null };

    public WhisperCppOptions Transcriber => new() { Threads = Threads is { } threads ? Math.Min(threads, MostWhisperThreads) : null, ProcessorBudget = Budget };

    public MtmdAudioEncoderOptions AudioEncoder => new() { Threads = Threads, ProcessorBudget = Budget };
}
