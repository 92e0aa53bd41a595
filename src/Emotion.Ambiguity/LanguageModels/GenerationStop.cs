namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Why an answer ended.</summary>
public enum GenerationStop
{
    /// <summary>The model said that it is done.</summary>
    EndOfAnswer,

    /// <summary>The limit of the request was reached; the answer may be cut.</summary>
    MaxOutputTokens,
}
