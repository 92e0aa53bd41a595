using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Prompting;

/// <summary>What a prompt is written from.</summary>
/// <param name="Text">The words of the utterance; may be empty.</param>
/// <param name="Taxonomy">The labels to choose from.</param>
public sealed record PromptInput(string Text, EmotionTaxonomy Taxonomy);
