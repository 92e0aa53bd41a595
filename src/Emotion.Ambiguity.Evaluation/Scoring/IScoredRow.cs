using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>A row of the report: what it says about each item. One caller at a time.</summary>
internal interface IScoredRow
{
    /// <summary>What it is called, and what the report says of it; the counts and values are filled in later.</summary>
    ReportRow Description { get; }

    /// <summary>What it says about an item.</summary>
    RowAnswer Answer(ScoredItem item);
}
