namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What the votes of an item are. Whoever resamples raters or leaves one out must know.</summary>
public enum VoteSource
{
    /// <summary>Each vote is what one rater said. The default.</summary>
    Raters,

    /// <summary>The weights are shares of ratings that the corpus gives only as a sum or mean; single raters cannot be told apart.</summary>
    SoftVotes,

    /// <summary>The corpus gives only what its raters agreed on: an ambiguous item looks unanimous.</summary>
    Consensus,

    /// <summary>There are no votes, only the emotion that an actor was asked for.</summary>
    None,
}
