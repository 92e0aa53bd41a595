namespace Emotion.Ambiguity.Speech;

/// <summary>A stretch of a longer clip. Immutable and thread-safe.</summary>
/// <param name="Start">Where it begins, from the start of the clip; exact, for a sample at 16 kHz lasts 625 ticks.</param>
/// <param name="Audio">Its sound, at <see cref="Audio.SpeechSampleRateHz"/>.</param>
public sealed record AudioWindow(TimeSpan Start, Audio Audio)
{
    /// <summary>Where it ends and the next one begins, from the start of the clip.</summary>
    public TimeSpan End => Start + Audio.Duration;
}
