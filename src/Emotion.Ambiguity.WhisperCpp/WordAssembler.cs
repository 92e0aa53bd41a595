using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Puts tokens together to words. A token is some bytes, not always whole characters; a word begins where one begins with a space.</summary>
internal sealed class WordAssembler
{
    private readonly ImmutableArray<TranscriptWord>.Builder _words = ImmutableArray.CreateBuilder<TranscriptWord>();
    private readonly List<byte> _text = [];
    private readonly List<byte> _word = [];
    private double _probabilitySum;
    private int _tokens;
    private TimeSpan? _start;
    private TimeSpan? _end;
    private TimeSpan _latest;

    /// <summary>All text so far, without surrounding white space.</summary>
    internal string Text => Decode(_text);

    /// <summary>Adds a token; times are null where none were asked for.</summary>
    internal void Add(ReadOnlySpan<byte> token, double probability, TimeSpan? start, TimeSpan? end)
    {
        if (token.IsEmpty) return;
        if (token[0] == ' ') EndWord();
        _text.AddRange(token);
        _word.AddRange(token);
        _probabilitySum += probability;
        _tokens++;
        _start ??= start;
        _end = end;
    }

    /// <summary>Ends the word under way, as the end of a segment does.</summary>
    internal void EndWord()
    {
        var text = Decode(_word);
        if (text.Length > 0) _words.Add(new TranscriptWord(text, InOrder(_start), InOrder(_end), Math.Clamp(_probabilitySum / _tokens, 0, 1)));
        _word.Clear();
        (_probabilitySum, _tokens, _start, _end) = (0, 0, null, null);
    }

    internal ImmutableArray<TranscriptWord> ToWords()
    {
        EndWord();
        return _words.ToImmutable();
    }

    // whisper.cpp's estimates can run back by some hundredths of a second.
    private TimeSpan? InOrder(TimeSpan? time)
    {
        if (time is null) return null;
        if (time > _latest) _latest = time.Value;
        return _latest;
    }

    private static string Decode(List<byte> utf8) => Encoding.UTF8.GetString([.. utf8]).Trim();
}
