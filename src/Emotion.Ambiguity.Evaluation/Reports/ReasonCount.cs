namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How often something happened for one reason. Immutable and thread-safe.</summary>
/// <param name="Reason">The reason, as a name ("NoNumberFound").</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Reason, long Count);
