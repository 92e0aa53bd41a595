namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A piece of a message: text (<see cref="TextPart"/>), embeddings (<see cref="EmbeddingPart"/>) or tokens by their ids (<see cref="TokenPart"/>).</summary>
public abstract class PromptPart
{
    private protected PromptPart()
    {
    }
}
