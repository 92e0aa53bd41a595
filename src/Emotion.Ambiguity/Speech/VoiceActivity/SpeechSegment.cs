namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>A stretch of a stream in which somebody speaks. Immutable and thread-safe.</summary>
public sealed record SpeechSegment
{
    /// <summary>Where it begins, padding and all, from the start of the stream; exact, for a sample at 16 kHz lasts 625 ticks.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Its sound, padding and all, at <see cref="Audio.SpeechSampleRateHz"/>.</summary>
    public required Audio Audio { get; init; }

    /// <summary>Where the speech itself was first heard, from the start of the stream.</summary>
    public required TimeSpan SpeechStart { get; init; }

    /// <summary>Where the speech itself was last heard, from the start of the stream.</summary>
    public required TimeSpan SpeechEnd { get; init; }

    /// <summary>Why it ended.</summary>
    public required SpeechSegmentEnd EndedBy { get; init; }

    /// <summary>Where it ends, padding and all, from the start of the stream.</summary>
    public TimeSpan End => Start + SampleTime.Of(Audio.Samples.Length);
}
