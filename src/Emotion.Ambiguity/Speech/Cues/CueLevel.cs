namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How high a percentile is, by the limits of a <see cref="CueVocabulary"/>.</summary>
public enum CueLevel
{
    /// <summary>Below <see cref="CueVocabulary.VeryLowBelow"/>.</summary>
    VeryLow,

    /// <summary>Below <see cref="CueVocabulary.LowBelow"/>.</summary>
    Low,

    /// <summary>Neither low nor high.</summary>
    Middle,

    /// <summary>Above <see cref="CueVocabulary.HighAbove"/>.</summary>
    High,

    /// <summary>Above <see cref="CueVocabulary.VeryHighAbove"/>.</summary>
    VeryHigh,
}
