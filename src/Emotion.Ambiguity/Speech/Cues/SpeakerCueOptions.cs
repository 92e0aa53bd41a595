using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How cues are set against those of the same speaker. Immutable and thread-safe.</summary>
public sealed record SpeakerCueOptions
{
    /// <value>How a figure becomes a percentile. The default is <see cref="CueScale.ZScore"/>.</value>
    public CueScale Scale { get; init; } = CueScale.ZScore;

    /// <value>The fewest clips of a speaker that count, per cue, 2 or more; with fewer, <see cref="Fallback"/> tells. The default is 8.</value>
    public int MinClips { get; init; } = 8;

    /// <value>What tells where too little is known of the speaker. The default is <see cref="CueReference.AllVoices"/>.</value>
    public ICueNormalizer Fallback { get; init; } = CueReference.AllVoices;

    internal void ThrowIfFaulty(string parameterName)
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(Scale)) faults.Add($"{nameof(Scale)} must be one of the named scales but is {Scale}.");
        if (MinClips < 2) faults.Add($"{nameof(MinClips)} must be 2 or more but is {MinClips}.");
        if (Fallback is null) faults.Add($"{nameof(Fallback)} must not be null.");
        OptionFaults.Throw(nameof(SpeakerCueOptions), faults, parameterName);
    }
}
