using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>How an audio projector is loaded and computed. Immutable and thread-safe.</summary>
public sealed record MtmdAudioEncoderOptions
{
    /// <summary>Threads that compute, 1 to 512. The default (null) is the number of physical cores that this process may use, at most 16.</summary>
    public int? Threads { get; init; }

    /// <summary>The cores that this engine shares with others. The default (null) shares none: it computes whenever it has something to compute.</summary>
    public ProcessorBudget? ProcessorBudget { get; init; }

    /// <summary>Whether a GPU computes. The default is false. True without a GPU is an error; the library that comes with this package has none.</summary>
    public bool UseGpu { get; init; }

    /// <summary>
    /// Clips whose embeddings are kept, those used last, 0 to 100,000. The default is 16. A clip is known by its samples and rate, not by the object
    /// that holds them. Each takes rows * width * 4 bytes: 230 kB for 30 s with the embedded model, 3 MB with an Ultravox of 8 billion weights.
    /// </summary>
    public int CachedClips { get; init; } = 16;

    /// <summary>
    /// The only folder to look for the native library in. The default (null) is the folder that the environment variable EMOTION_AMBIGUITY_NATIVE
    /// names, then those beside the program. A process loads it once: all encoders must name the same folder.
    /// </summary>
    public string? NativeLibraryFolder { get; init; }

    /// <summary>Takes mtmd's messages; they never hold sound. The default discards them; nothing is ever printed.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    internal int ThreadsOrDefault => Threads ?? Processors.DefaultThreads();

    internal void Validate()
    {
        var faults = Faults();
        if (faults.Count > 0) throw new ArgumentException($"{nameof(MtmdAudioEncoderOptions)}: {string.Join(" ", faults)}", "options");
    }

    internal List<string> Faults()
    {
        var faults = new List<string>();
        if (Threads is < 1 or > 512) faults.Add($"Threads must be from 1 to 512 but is {Threads}.");
        if (CachedClips is < 0 or > 100_000) faults.Add($"CachedClips must be from 0 to 100000 but is {CachedClips}.");
        if (NativeLibraryFolder is { } folder && string.IsNullOrWhiteSpace(folder)) faults.Add("NativeLibraryFolder must be a folder or null but is blank.");
        if (Logger is null) faults.Add("Logger is null; leave it out instead.");
        return faults;
    }
}
