namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Why a segment of speech ended.</summary>
public enum SpeechSegmentEnd
{
    /// <summary>A pause of <see cref="VoiceActivityOptions.MinSilence"/> followed.</summary>
    Silence,

    /// <summary>It reached <see cref="VoiceActivityOptions.MaxSegment"/>; somebody may speak on in the next one.</summary>
    MaxSegment,

    /// <summary>The sound ended.</summary>
    EndOfSound,
}
