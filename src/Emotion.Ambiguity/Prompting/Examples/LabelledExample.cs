using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Prompting;

/// <summary>An utterance that people voted on, to show a model what is meant. Immutable and thread-safe.</summary>
/// <param name="Text">The words.</param>
/// <param name="Votes">How people voted.</param>
public sealed record LabelledExample(string Text, EmotionDistribution Votes);
