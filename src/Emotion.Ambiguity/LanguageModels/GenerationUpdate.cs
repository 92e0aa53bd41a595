namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A piece of an answer that is being written. Immutable and thread-safe.</summary>
/// <param name="Text">What was added: whole characters. All pieces joined are the answer. Empty in the last update where nothing was left.</param>
/// <param name="Response">The whole response in the last update, or null before.</param>
public sealed record GenerationUpdate(string Text, LanguageModelResponse? Response);
