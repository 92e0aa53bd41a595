namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>What is kept of an array of the metadata.</summary>
/// <param name="ElementType">The number format of its elements; 8 for texts.</param>
/// <param name="Count">How many there are.</param>
internal sealed record GgufArray(uint ElementType, long Count);
