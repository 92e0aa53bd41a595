namespace Emotion.Ambiguity.Extraction;

/// <summary>Which generated steps a <see cref="TokenLogitExtractor"/> averages over.</summary>
public enum StepSelection
{
    /// <summary>Every step of the answer, j = 1..J: the paper's eq. 1.</summary>
    All,

    /// <summary>Only steps whose generated token belongs to the spelling of some emotion.</summary>
    EmotionWords,

    /// <summary>Only the first step whose generated token belongs to the spelling of some emotion.</summary>
    FirstLabelToken,
}
