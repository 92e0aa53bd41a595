namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>What a row of a report is.</summary>
public enum ReportRowKind
{
    /// <summary>A model, a prompt and an extractor.</summary>
    Configuration,

    /// <summary>The same, calibrated on other items than the ones that are scored.</summary>
    Calibrated,

    /// <summary>Something that does not look at the utterance.</summary>
    Baseline,

    /// <summary>What people reach: one rater against the others, or another panel of raters.</summary>
    Ceiling,
}
