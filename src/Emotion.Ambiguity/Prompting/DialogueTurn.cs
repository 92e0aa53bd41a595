namespace Emotion.Ambiguity.Prompting;

/// <summary>One turn of a conversation. Immutable and thread-safe.</summary>
/// <param name="Speaker">Who spoke ("Anna", "F"), or null where that is not known.</param>
/// <param name="Text">What was said.</param>
public sealed record DialogueTurn(string? Speaker, string Text);
