namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A model's own tokenizer.</summary>
/// <remarks>Thread-safe. A call may wait for a service where the model is one; callers tokenise once and keep the ids.</remarks>
public interface ITokenizer
{
    /// <summary>Turns text into token ids.</summary>
    /// <param name="text">Any text; may be empty.</param>
    /// <param name="mode">Whether control tokens written in the text ("&lt;|im_end|&gt;") count as such. Text from users never should.</param>
    /// <returns>The ids. No begin or end token is added, save in mode <see cref="TokenizationMode.PromptStart"/>.</returns>
    int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText);

    /// <summary>Turns token ids into text. Control tokens yield nothing; bytes that are no whole character yield U+FFFD.</summary>
    /// <param name="tokenIds">Ids within the vocabulary.</param>
    /// <returns>The text.</returns>
    string Detokenize(ReadOnlySpan<int> tokenIds);
}
