namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What became of a row's answer about an item.</summary>
internal enum RowAnswerKind
{
    /// <summary>There is a distribution.</summary>
    Valid,

    /// <summary>The answer could not be read.</summary>
    Invalid,

    /// <summary>The item failed.</summary>
    Failed,

    /// <summary>The row does not apply to the item.</summary>
    NotApplicable,
}
