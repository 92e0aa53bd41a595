namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A tokenizer that also knows its whole vocabulary, as an engine needs that chooses tokens itself.</summary>
/// <remarks>Thread-safe. A service offers an <see cref="ITokenizer"/> at most: it tells neither how many tokens there are nor which of them end an answer.</remarks>
public interface IModelVocabulary : ITokenizer
{
    /// <summary>The number of tokens; ids are 0 to this minus 1, and a row of logits has this many numbers.</summary>
    int VocabularySize { get; }

    /// <summary>Whether a token ends an answer (end of sequence, end of turn).</summary>
    /// <param name="tokenId">An id within the vocabulary.</param>
    /// <returns>True for such a token.</returns>
    bool IsEndOfGeneration(int tokenId);
}
