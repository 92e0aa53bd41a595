namespace Emotion.Ambiguity.Extraction;

/// <summary>Why an extractor found no distribution.</summary>
public enum InvalidReason
{
    /// <summary>There is a distribution.</summary>
    None,

    /// <summary>The answer is empty or white space.</summary>
    EmptyAnswer,

    /// <summary>The answer names no label of the taxonomy.</summary>
    NoLabelFound,

    /// <summary>The answer has labels but no number that belongs to one.</summary>
    NoNumberFound,

    /// <summary>A number is negative, not finite or out of any sensible range.</summary>
    NumberOutOfRange,

    /// <summary>All numbers are 0.</summary>
    AllZero,

    /// <summary>A label has two different numbers, or several labels are named where one was asked for.</summary>
    Contradiction,

    /// <summary>No generated step qualifies for the extractor's step selection.</summary>
    NoMatchingStep,

    /// <summary>The formula is not defined for these scores and no fallback was named.</summary>
    UndefinedForScores,

    /// <summary>There is no sound, and it is sound that would be read.</summary>
    NoSound,
}
