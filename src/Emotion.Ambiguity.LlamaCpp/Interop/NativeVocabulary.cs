using System.Buffers;
using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>The vocabulary of a model. Thread-safe.</summary>
internal sealed unsafe class NativeVocabulary
{
    private readonly ModelHandle _model;
    private readonly nint _vocabulary;

    public NativeVocabulary(ModelHandle model)
    {
        _model = model;
        _vocabulary = NativeMethods.ModelVocabulary(model);
        Size = NativeMethods.VocabularySize(_vocabulary);
        IsSentencePiece = NativeMethods.VocabularyType(_vocabulary) == 1;
        BeginToken = NativeMethods.AddsBeginToken(_vocabulary) != 0 ? NativeMethods.BeginToken(_vocabulary) : -1;
    }

    /// <summary>The number of tokens.</summary>
    public int Size { get; }

    /// <summary>Whether words carry their leading space, so that the first word of a text has one too many.</summary>
    public bool IsSentencePiece { get; }

    /// <summary>The begin-of-text token where the model wants one, else -1.</summary>
    public int BeginToken { get; }

    /// <summary>Turns text into tokens, nothing added.</summary>
    /// <param name="text">Valid UTF-8: the library ends the process on anything else.</param>
    /// <param name="parseSpecial">Whether control tokens in the text count as such.</param>
    public int[] Tokenize(ReadOnlySpan<byte> text, bool parseSpecial)
    {
        if (text.IsEmpty) return [];
        using var use = new Use(_model);
        var buffer = ArrayPool<int>.Shared.Rent(text.Length + 2);
        try
        {
            var count = Tokenize(text, buffer, parseSpecial);
            if (count >= 0) return buffer.AsSpan(0, count).ToArray();
            if (count == int.MinValue) throw new InferenceException("llama.cpp", "The text has more tokens than can be counted.", "Shorten it.");
            var exact = new int[-count];
            return Tokenize(text, exact, parseSpecial) == exact.Length
                ? exact
                : throw new InferenceException("llama.cpp", "The tokenizer gave two different answers.", "Report this with the text.");
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }
    }

    /// <summary>Turns ids within the vocabulary into text; control tokens yield nothing.</summary>
    public string Detokenize(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty) return "";
        using var use = new Use(_model);
        var buffer = ArrayPool<byte>.Shared.Rent(tokens.Length * 8 + 256);
        try
        {
            var length = 0;
            foreach (var token in tokens)
            {
                var written = Piece(token, buffer.AsSpan(length));
                while (written < 0)
                {
                    Grow(ref buffer, length, length - written);
                    written = Piece(token, buffer.AsSpan(length));
                }

                length += written;
            }

            var start = IsSentencePiece && length > 0 && buffer[0] == ' ' ? 1 : 0;
            return Encoding.UTF8.GetString(buffer, start, length - start);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public bool IsEndOfGeneration(int token)
    {
        using var use = new Use(_model);
        return NativeMethods.IsEndOfGeneration(_vocabulary, token) != 0;
    }

    private static void Grow(ref byte[] buffer, int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private int Tokenize(ReadOnlySpan<byte> text, Span<int> tokens, bool parseSpecial)
    {
        fixed (byte* start = text)
        fixed (int* destination = tokens)
        {
            return NativeMethods.Tokenize(_vocabulary, start, text.Length, destination, tokens.Length, 0, parseSpecial ? (byte)1 : (byte)0);
        }
    }

    private int Piece(int token, Span<byte> destination)
    {
        byte none;
        fixed (byte* start = destination)
        {
            return NativeMethods.TokenToPiece(_vocabulary, token, start is null ? &none : start, destination.Length, 0, 0);
        }
    }

    /// <summary>Keeps the model from being freed during a call; throws when it already was.</summary>
    private readonly ref struct Use
    {
        private readonly ModelHandle _held;

        public Use(ModelHandle model)
        {
            var added = false;
            model.DangerousAddRef(ref added);
            _held = model;
        }

        public void Dispose() => _held.DangerousRelease();
    }
}
