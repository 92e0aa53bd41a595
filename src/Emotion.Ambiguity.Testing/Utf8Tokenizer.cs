using System.Text;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Testing;

/// <summary>A tokenizer without a model: each UTF-8 byte is a token, and one more token ends an answer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Utf8Tokenizer : IModelVocabulary
{
    /// <summary>The token that ends an answer.</summary>
    public const int EndOfAnswer = 256;

    internal const int Size = 257;

    /// <inheritdoc/>
    public int VocabularySize => Size;

    /// <inheritdoc/>
    public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Array.ConvertAll(Encoding.UTF8.GetBytes(text), b => (int)b);
    }

    /// <inheritdoc/>
    public string Detokenize(ReadOnlySpan<int> tokenIds)
    {
        var bytes = new List<byte>(tokenIds.Length);
        foreach (var id in tokenIds)
        {
            if (id < EndOfAnswer) bytes.Add((byte)id);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public bool IsEndOfGeneration(int tokenId) => tokenId == EndOfAnswer;
}
