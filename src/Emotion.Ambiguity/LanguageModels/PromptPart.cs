namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A piece of a message: text (<see cref="TextPart"/>) or embeddings (<see cref="EmbeddingPart"/>).</summary>
public abstract class PromptPart
{
    private protected PromptPart()
    {
    }
}
