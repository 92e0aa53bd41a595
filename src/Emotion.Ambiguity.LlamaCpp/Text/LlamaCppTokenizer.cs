using System.Buffers;
using System.Text;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp.Text;

/// <summary>The tokenizer inside the model file. Thread-safe.</summary>
internal sealed class LlamaCppTokenizer(NativeVocabulary vocabulary) : IModelVocabulary
{
    public int VocabularySize => vocabulary.Size;

    public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Encoding.UTF8 writes U+FFFD for half a surrogate pair: the library would end the process on invalid UTF-8.
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, bytes);
            var tokens = vocabulary.Tokenize(bytes.AsSpan(0, length), mode != TokenizationMode.PlainText);
            var wantsBegin = mode == TokenizationMode.PromptStart && vocabulary.BeginToken >= 0;
            return wantsBegin && (tokens.Length == 0 || tokens[0] != vocabulary.BeginToken) ? [vocabulary.BeginToken, .. tokens] : tokens;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public string Detokenize(ReadOnlySpan<int> tokenIds)
    {
        foreach (var id in tokenIds) Check(id);
        return vocabulary.Detokenize(tokenIds);
    }

    public bool IsEndOfGeneration(int tokenId)
    {
        Check(tokenId);
        return vocabulary.IsEndOfGeneration(tokenId);
    }

    private void Check(int id)
    {
        if ((uint)id >= (uint)VocabularySize) throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {VocabularySize} tokens.");
    }
}
