namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Who speaks a <see cref="PromptMessage"/>.</summary>
public enum PromptRole
{
    /// <summary>The instruction that is the same for all utterances.</summary>
    System,

    /// <summary>The utterance.</summary>
    User,

    /// <summary>An answer of the model, in examples and dialogues.</summary>
    Assistant,
}
