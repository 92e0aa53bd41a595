namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>A column of a report. Immutable and thread-safe.</summary>
/// <param name="Id">A stable name for programs ("kl").</param>
/// <param name="Name">The heading ("KL").</param>
/// <param name="Description">Formula, unit, range and traps in a sentence or two.</param>
/// <param name="Better">Which direction is better.</param>
/// <param name="IsHeadline">Whether the short table has this column.</param>
public sealed record MetricDefinition(string Id, string Name, string Description, BetterDirection Better, bool IsHeadline);
