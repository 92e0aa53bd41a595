using System.Buffers;
using System.Text;
using Emotion.Ambiguity.LanguageModels;
using LLama.Native;

namespace Emotion.Ambiguity.LLamaSharp.Text;

/// <summary>The tokenizer inside the model file. Thread-safe.</summary>
internal sealed class LLamaSharpVocabulary : IModelVocabulary
{
    private readonly SafeLlamaModelHandle _model;
    private readonly SafeLlamaModelHandle.Vocabulary _vocabulary;
    private readonly bool _isSentencePiece;
    private readonly int _begin;

    public LLamaSharpVocabulary(SafeLlamaModelHandle model)
    {
        (_model, _vocabulary) = (model, model.Vocab);
        VocabularySize = _vocabulary.Count;
        _isSentencePiece = _vocabulary.Type == LLamaVocabType.SentencePiece;
        _begin = _vocabulary.ShouldAddBOS && _vocabulary.BOS is { } begin ? (int)begin : -1;
    }

    public int VocabularySize { get; }

    public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var use = new Use(_model);

        // Encoding.UTF8 writes U+FFFD for half a surrogate pair: llama.cpp would end the process on invalid UTF-8.
        var tokens = Array.ConvertAll(_model.Tokenize(text, addBos: false, special: mode != TokenizationMode.PlainText, Encoding.UTF8), static t => (int)t);
        var wantsBegin = mode == TokenizationMode.PromptStart && _begin >= 0;
        return wantsBegin && (tokens.Length == 0 || tokens[0] != _begin) ? [_begin, .. tokens] : tokens;
    }

    public string Detokenize(ReadOnlySpan<int> tokenIds)
    {
        foreach (var id in tokenIds) Check(id);
        if (tokenIds.IsEmpty) return "";
        using var use = new Use(_model);
        var bytes = new ArrayBufferWriter<byte>((tokenIds.Length * 8) + 64);
        foreach (var id in tokenIds)
        {
            var length = (int)_model.TokenToSpan(id, bytes.GetSpan());
            if (length > bytes.FreeCapacity) length = (int)_model.TokenToSpan(id, bytes.GetSpan(length));
            bytes.Advance(length);
        }

        var text = bytes.WrittenSpan;
        return Encoding.UTF8.GetString(_isSentencePiece && text.StartsWith(" "u8) ? text[1..] : text);
    }

    public bool IsEndOfGeneration(int tokenId)
    {
        Check(tokenId);
        using var use = new Use(_model);
        return ((LLamaToken)tokenId).IsEndOfGeneration(_vocabulary);
    }

    private void Check(int id)
    {
        if ((uint)id >= (uint)VocabularySize) throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {VocabularySize} tokens.");
    }

    /// <summary>Keeps the weights from being freed during a call; throws when they already were. LLamaSharp passes the vocabulary as a bare pointer.</summary>
    private readonly ref struct Use
    {
        private readonly SafeLlamaModelHandle _held;

        public Use(SafeLlamaModelHandle model)
        {
            var added = false;
            model.DangerousAddRef(ref added);
            _held = model;
        }

        public void Dispose() => _held.DangerousRelease();
    }
}
