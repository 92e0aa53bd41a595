namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>How much sound Whisper's encoder looks at. It was trained on 30 s, and a shorter clip is filled up with silence.</summary>
public enum AudioContextSizing
{
    /// <summary>Always 30 s, as the model was trained.</summary>
    Full = 0,

    /// <summary>The clip's length and 5 s, where that is less than 30 s: two to three times faster on a short clip, and some words wrong that the full window gets right (docs/native.md).</summary>
    FitToClip = 1,

    /// <summary>
    /// <see cref="FitToClip"/>, and once more with the full window where the result is doubtful: no words, a word or the mean of all less likely than .4 or .75, or words
    /// said twice in a row. Fast where speech is clear, slower than <see cref="Full"/> where nothing is (docs/performance.md).
    /// </summary>
    FitAndCheck = 2,
}
