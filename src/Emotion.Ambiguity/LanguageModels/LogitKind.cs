namespace Emotion.Ambiguity.LanguageModels;

/// <summary>What the numbers of <see cref="StepLogits"/> are.</summary>
public enum LogitKind
{
    /// <summary>Raw logits, as the model's last layer gives them.</summary>
    Raw,

    /// <summary>
    /// Natural logarithms of probabilities, 0 or less: raw logits minus one number a step, the same for all tokens of that step. Differences between
    /// tokens are those of raw logits, sums and shares are not.
    /// </summary>
    LogProbability,
}
