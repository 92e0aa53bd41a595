namespace Emotion.Ambiguity.Distributions;

/// <summary>The formulas of <see cref="ScoreNormalization"/>.</summary>
public enum ScoreNormalizationKind
{
    /// <summary>Each score's share of the sum (the paper's eq. 2).</summary>
    Proportional,

    /// <summary>Exponentials of the scores over a temperature.</summary>
    Softmax,

    /// <summary>Each score's share after the lowest was moved to delta.</summary>
    ShiftedProportional,
}
