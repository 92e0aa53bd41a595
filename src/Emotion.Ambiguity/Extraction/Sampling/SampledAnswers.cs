namespace Emotion.Ambiguity.Extraction;

/// <summary>Answers that are drawn at random. Immutable and thread-safe.</summary>
/// <param name="Count">How many, 1 or more. Answer k is drawn with seed k, so that results can be repeated.</param>
/// <param name="Temperature">The sampling temperature, finite and above 0.</param>
public sealed record SampledAnswers(int Count, double Temperature);
