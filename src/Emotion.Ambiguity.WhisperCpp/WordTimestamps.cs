namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Whether words get times.</summary>
public enum WordTimestamps
{
    /// <summary>Each word has a start and an end, estimated from Whisper's timestamp tokens and the loudness: good to about 0.2 s.</summary>
    Estimated = 0,

    /// <summary>No times; slightly less work.</summary>
    None = 1,
}
