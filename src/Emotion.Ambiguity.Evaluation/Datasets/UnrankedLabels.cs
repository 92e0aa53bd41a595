namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>How a rater counts who names several emotions without saying which comes first (IEMOCAP, GoEmotions).</summary>
public enum UnrankedLabels
{
    /// <summary>The rater's one vote is shared equally between them, so that every rater weighs the same. The default.</summary>
    ShareOneVote,

    /// <summary>Each is a vote of its own, as the all-inclusive rule wants it; a rater who names more emotions weighs more.</summary>
    VoteEach,
}
