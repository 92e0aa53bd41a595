namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>What happens to the silence around the speech of a clip.</summary>
public enum SilenceHandling
{
    /// <summary>Whisper hears it, as it was recorded.</summary>
    Keep = 0,

    /// <summary>
    /// It is cut off before Whisper hears the clip, and a clip in which nobody speaks is answered with no words at once: Whisper makes some up for noise. Word times stay
    /// those of the whole clip. With <see cref="AudioContextSizing.FitToClip"/> or <see cref="AudioContextSizing.FitAndCheck"/> less sound is less work.
    /// </summary>
    Trim = 1,
}
