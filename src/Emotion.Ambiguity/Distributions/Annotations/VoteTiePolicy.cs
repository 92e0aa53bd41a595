namespace Emotion.Ambiguity.Distributions.Annotations;

/// <summary>What a majority is when several labels have the most votes.</summary>
public enum VoteTiePolicy
{
    /// <summary>The tied labels share the probability equally, so that the tie stays visible. The default.</summary>
    Share,

    /// <summary>The first of them in the taxonomy's order. Favours labels that stand early.</summary>
    FirstLabel,

    /// <summary>There is none: an error that names the item.</summary>
    Fail,
}
