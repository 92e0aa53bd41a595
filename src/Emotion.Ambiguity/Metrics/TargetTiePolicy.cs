namespace Emotion.Ambiguity.Metrics;

/// <summary>What is the right label of an item whose voters are tied? (Ties of a prediction always go to the first label.)</summary>
public enum TargetTiePolicy
{
    /// <summary>There is none: the item is left out and counted. The default.</summary>
    LeaveOut,

    /// <summary>The first of the tied labels, in the taxonomy's order. Favours labels that stand early.</summary>
    FirstLabel,

    /// <summary>The predicted label if it is one of the tied ones, else the first of these. Kind to every prediction.</summary>
    AnyTiedLabel,
}
