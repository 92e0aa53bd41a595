namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Tokens in a message, by their ids; control tokens among them count. Needs <see cref="LanguageModelCapabilities.EmbeddingInput"/>.</summary>
/// <remarks>For the control tokens that stand around embeddings. Never made from what users wrote. The memory is not copied and must not change while a request uses it.</remarks>
public sealed class TokenPart : PromptPart
{
    /// <summary>Creates the part.</summary>
    /// <param name="tokenIds">At least one id of the model's vocabulary.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public TokenPart(ReadOnlyMemory<int> tokenIds)
    {
        if (tokenIds.IsEmpty) throw new ArgumentException("There are no tokens.", nameof(tokenIds));
        TokenIds = tokenIds;
    }

    /// <summary>The ids.</summary>
    public ReadOnlyMemory<int> TokenIds { get; }
}
