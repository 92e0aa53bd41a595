namespace Emotion.Ambiguity.Models.Mini;

/// <summary>The files that the engines of a recognizer are loaded from.</summary>
/// <param name="LanguageModel">The GGUF file.</param>
/// <param name="Whisper">The Whisper file, or null for a recognizer that transcribes nothing.</param>
/// <param name="AudioProjector">The projector's GGUF file, or null for a recognizer that reads only.</param>
internal sealed record EngineFiles(string LanguageModel, string? Whisper, string? AudioProjector);
