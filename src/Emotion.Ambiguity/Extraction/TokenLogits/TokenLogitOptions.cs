using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction;

/// <summary>How a <see cref="TokenLogitExtractor"/> reads logits. Immutable and thread-safe. The defaults are the paper's.</summary>
public sealed record TokenLogitOptions
{
    /// <summary>Which generated steps count. The default is all of them.</summary>
    public StepSelection Steps { get; init; } = StepSelection.All;

    /// <summary>Which words stand for a label. The default is its name alone.</summary>
    public LabelWords Words { get; init; } = LabelWords.Name;

    /// <summary>Which spellings of these words count; their tokens together, each once, are S_n. The default is all four.</summary>
    public LabelForms Forms { get; init; } = LabelForms.All;

    /// <summary>How the logits of S_n become one number a step. The default is the mean.</summary>
    public TokenCombination Combination { get; init; } = TokenCombination.Mean;

    /// <summary>What happens to tokens that several emotions share. The default is that they count for each.</summary>
    public SharedTokens SharedTokens { get; init; } = SharedTokens.CountForEach;

    /// <summary>How scores become probabilities. The default is the paper's eq. 2.</summary>
    public ScoreNormalization Normalization { get; init; } = ScoreNormalization.Proportional;

    /// <summary>
    /// What stands in, visibly, where eq. 2 is not defined (a score of 0 or less); null makes such an answer invalid.
    /// The default is a softmax of temperature 1.
    /// </summary>
    public ScoreNormalization? Fallback { get; init; } = ScoreNormalization.Softmax();

    internal void Validate(List<string> faults)
    {
        if (!Enum.IsDefined(Steps)) faults.Add($"Steps has the unknown value {Steps}.");
        if (!Enum.IsDefined(Words)) faults.Add($"Words has the unknown value {Words}.");
        if (Forms == LabelForms.None || (Forms & ~LabelForms.All) != LabelForms.None) faults.Add($"Forms must be one or more of the known flags but is {(int)Forms}.");
        if (!Enum.IsDefined(Combination)) faults.Add($"Combination has the unknown value {Combination}.");
        if (!Enum.IsDefined(SharedTokens)) faults.Add($"SharedTokens has the unknown value {SharedTokens}.");
        if (Normalization is null) faults.Add("Normalization is null.");
        if (Fallback?.Kind == ScoreNormalizationKind.Proportional) faults.Add("Fallback is Proportional, which is not defined where it would be needed.");
    }
}
