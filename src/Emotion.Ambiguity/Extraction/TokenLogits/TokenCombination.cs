namespace Emotion.Ambiguity.Extraction;

/// <summary>How the logits of an emotion's tokens become one number a step.</summary>
public enum TokenCombination
{
    /// <summary>The mean over S_n: the paper's eq. 1.</summary>
    Mean,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>ln of the sum of exponentials: the logit of "any of these tokens".</summary>
    LogSumExp,
}
