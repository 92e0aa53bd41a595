using System.Collections.Immutable;
using Emotion.Ambiguity.Computing;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>How <see cref="WhisperCppTranscriber"/> works. Immutable and thread-safe; checked when a model is loaded.</summary>
public sealed record WhisperCppOptions
{
    /// <summary>The largest <see cref="BeamSize"/>.</summary>
    public const int MaxBeamSize = 8;

    /// <value>The language spoken, as a code ("de") or English name ("german"). The default, null, is English for an English-only model and is found out for each clip by a multilingual one, which costs one more pass of the encoder over 30 s.</value>
    public string? Language { get; init; }

    /// <value>Beams that the decoder keeps, 1 (greedy) to 8. The default is 5; most of the time goes into the encoder, whatever the number.</value>
    public int BeamSize { get; init; } = 5;

    /// <value>Threads for one clip, 1 to 256. The default, null, shares the processors among <see cref="ParallelClips"/>, at most 8 each.</value>
    public int? Threads { get; init; }

    /// <value>The cores that this engine shares with others, a clip at a time. The default, null, shares none: it computes whenever it has something to compute.</value>
    public ProcessorBudget? ProcessorBudget { get; init; }

    /// <value>Clips that are computed at once, 1 to 64; further callers wait. Each takes memory of its own (about 100 MB for tiny, 500 MB for medium). The default is 1, which is fastest while one clip can use all processors.</value>
    public int ParallelClips { get; init; } = 1;

    /// <value>Whether words get times. The default is <see cref="WordTimestamps.Estimated"/>.</value>
    public WordTimestamps WordTimestamps { get; init; }

    /// <value>How much sound the encoder looks at. The default is <see cref="AudioContextSizing.Full"/>; the language is always found out from 30 s.</value>
    public AudioContextSizing AudioContext { get; init; }

    /// <value>What happens to the silence around the speech. The default is to keep it: tiny models hear other words when a clip begins a twentieth of a second later.</value>
    public SilenceHandling Silence { get; init; }

    /// <value>Text that comes before the clip, to tell names and style; at most about 200 words are used. The default, null, is none.</value>
    public string? InitialPrompt { get; init; }

    /// <value>The only folder in which the native library is looked for. The default, null, is beside the program. A process holds one such library, so the first load decides.</value>
    public string? NativeLibraryFolder { get; init; }

    /// <value>Takes whisper.cpp's messages; they never hold the transcript. The default, null, drops them.</value>
    public ILogger? Logger { get; init; }

    internal int ThreadsForEachClip => Threads ?? Math.Clamp(Environment.ProcessorCount / ParallelClips, 1, 8);

    /// <exception cref="ArgumentException">Names every fault.</exception>
    internal void Validate(string parameterName)
    {
        var faults = Faults();
        if (faults.Length > 0) throw new ArgumentException(string.Join(" ", faults), parameterName);
    }

    internal ImmutableArray<string> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (Language is not null && (Language.Length == 0 || !Language.All(c => char.IsAsciiLetter(c) || c == ' ')))
            faults.Add($"Language must be a code such as \"en\", an English name or null, but is \"{Language}\".");
        if (BeamSize is < 1 or > MaxBeamSize) faults.Add($"BeamSize must be 1 to {MaxBeamSize} but is {BeamSize}.");
        if (Threads is < 1 or > 256) faults.Add($"Threads must be null or 1 to 256 but is {Threads}.");
        if (ParallelClips is < 1 or > 64) faults.Add($"ParallelClips must be 1 to 64 but is {ParallelClips}.");
        if (!Enum.IsDefined(WordTimestamps)) faults.Add($"WordTimestamps has no value {(int)WordTimestamps}.");
        if (!Enum.IsDefined(AudioContext)) faults.Add($"AudioContext has no value {(int)AudioContext}.");
        if (!Enum.IsDefined(Silence)) faults.Add($"Silence has no value {(int)Silence}.");
        if (InitialPrompt?.Contains('\0', StringComparison.Ordinal) == true) faults.Add("InitialPrompt must not hold a NUL character.");
        if (NativeLibraryFolder is { } folder && string.IsNullOrWhiteSpace(folder)) faults.Add("NativeLibraryFolder must be a folder or null but is blank.");
        return faults.ToImmutable();
    }
}
