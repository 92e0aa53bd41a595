using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet;

/// <summary>How <see cref="WhisperNetTranscriber"/> works. Immutable and thread-safe.</summary>
public sealed class WhisperNetOptions
{
    /// <value>A name that tells this model from others, for reports, best the name of its file: a factory does not tell one. The default is "whisper".</value>
    public string ModelId { get; init; } = "whisper";

    /// <value>Whether the model knows languages other than English: a factory does not tell. The default, null, is no where <see cref="ModelId"/> contains ".en", as Whisper's English-only models are named, else yes.</value>
    public bool? IsMultilingual { get; init; }

    /// <value>The language spoken, as a code ("de"). The default, null, is English for an English-only model and is found out for each clip by a multilingual one.</value>
    public string? Language { get; init; }

    /// <value>Beams that the decoder keeps, 1 (greedy) to 8. The default is 5; most of the time goes into the encoder, whatever the number.</value>
    public int BeamSize { get; init; } = 5;

    /// <value>Threads for one clip, 1 to 256. The default, null, shares the processors among <see cref="ParallelClips"/>, at most 8 each.</value>
    public int? Threads { get; init; }

    /// <value>Clips that are computed at once, 1 to 64; further callers wait. Each takes memory of its own. The default is 1, which is fastest while one clip can use all processors.</value>
    public int ParallelClips { get; init; } = 1;

    /// <value>Changes the builder of each processor after all else was set: a prompt, thresholds, OpenVINO. It is called on the thread that computes, from several at once where <see cref="ParallelClips"/> is above 1. The default, null, changes nothing.</value>
    public Action<WhisperProcessorBuilder>? Configure { get; init; }

    /// <value>Whether disposing the transcriber disposes the factory too. The default is false: it is yours, and must live longer than the transcriber.</value>
    public bool OwnsFactory { get; init; }

    internal bool KnowsManyLanguages => IsMultilingual ?? !ModelId.Contains(".en", StringComparison.OrdinalIgnoreCase);

    internal int ThreadsForEachClip => Threads ?? Math.Clamp(Environment.ProcessorCount / ParallelClips, 1, 8);

    internal void Validate(string parameterName)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(ModelId)) faults.Add("ModelId must be a name but is blank.");
        if (Language is not null && (Language.Length == 0 || !Language.All(char.IsAsciiLetter))) faults.Add($"Language must be a code such as \"en\" or null, but is \"{Language}\".");
        if (BeamSize is < 1 or > 8) faults.Add($"BeamSize must be 1 to 8 but is {BeamSize}.");
        if (Threads is < 1 or > 256) faults.Add($"Threads must be null or 1 to 256 but is {Threads}.");
        if (ParallelClips is < 1 or > 64) faults.Add($"ParallelClips must be 1 to 64 but is {ParallelClips}.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(WhisperNetOptions)}: {string.Join(" ", faults)}", parameterName);
    }
}
