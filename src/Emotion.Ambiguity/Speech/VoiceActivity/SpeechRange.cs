namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>A stretch of a clip in which somebody speaks, padding and all. Immutable and thread-safe.</summary>
/// <param name="Start">Where it begins, from the start of the clip.</param>
/// <param name="End">Where it ends, from the start of the clip.</param>
public sealed record SpeechRange(TimeSpan Start, TimeSpan End)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Duration => End - Start;
}
