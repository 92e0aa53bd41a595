namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Which direction of a metric is better.</summary>
public enum BetterDirection
{
    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Higher is better.</summary>
    Higher,

    /// <summary>Neither: the number describes.</summary>
    Neither,
}
