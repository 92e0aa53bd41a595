using System.Collections.Immutable;
using Emotion.Ambiguity.Speech;
using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet;

/// <summary>
/// Puts the tokens of segments together to words. A word begins where a token begins with a space. What stands in brackets, such as "[BLANK_AUDIO]" and
/// "(applause)", and what has neither letter nor digit, such as a dash or a note of music, is nobody's words and is left out: Whisper.net cannot ask
/// whisper.cpp not to write it. One caller at a time.
/// </summary>
internal sealed class WordCollector
{
    private readonly ImmutableArray<TranscriptWord>.Builder _words = ImmutableArray.CreateBuilder<TranscriptWord>();
    private TimeSpan _latest;

    /// <summary>All words so far, with a space between each.</summary>
    public string Text => string.Join(' ', _words.Select(w => w.Text));

    public ImmutableArray<TranscriptWord> ToWords() => _words.ToImmutable();

    /// <summary>Adds a segment of a window that lies in the clip from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Add(SegmentData segment, TimeSpan start, TimeSpan end)
    {
        var groups = Groups(segment.Tokens);
        var pieces = segment.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // A character of several bytes may be spread over tokens, and each token's text is then broken; the segment's text is whole.
        var texts = pieces.Length == groups.Count ? pieces : [.. groups.Select(g => string.Concat(g.Select(t => t.Text)).Trim())];
        for (var i = 0; i < groups.Count; i++)
        {
            i = SkipBrackets(texts, i);
            if (i == groups.Count) return;
            if (!texts[i].Any(char.IsLetterOrDigit)) continue;
            var probability = groups[i].Average(t => (double)t.Probability);
            _words.Add(new TranscriptWord(texts[i], InOrder(groups[i][0].Start), InOrder(groups[i][^1].End), Math.Clamp(probability, 0, 1)));
        }

        // whisper.cpp's estimates can run back by some hundredths of a second, and beyond the clip where it was filled up with silence.
        TimeSpan InOrder(long hundredths)
        {
            var time = start + TimeSpan.FromMilliseconds(10 * Math.Max(hundredths, 0));
            if (time > end) time = end;
            if (time > _latest) _latest = time;
            return _latest;
        }
    }

    /// <summary>The tokens of each word; timestamps and other marks ("[_TT_50]") are left out.</summary>
    private static List<List<WhisperToken>> Groups(WhisperToken[] tokens)
    {
        var groups = new List<List<WhisperToken>>();
        foreach (var token in tokens)
        {
            if (string.IsNullOrEmpty(token.Text) || IsMark(token.Text)) continue;
            if (groups.Count == 0 || token.Text[0] == ' ') groups.Add([]);
            groups[^1].Add(token);
        }

        return groups;
    }

    private static bool IsMark(string token) => token.StartsWith("[_", StringComparison.Ordinal) && token.EndsWith(']');

    /// <summary>The first word from <paramref name="index"/> on that is outside brackets; an opening bracket that is never closed counts as a word.</summary>
    private static int SkipBrackets(string[] texts, int index)
    {
        while (index < texts.Length && texts[index] is { Length: > 0 } text && Closing(text[0]) is { } closing)
        {
            var last = Array.FindIndex(texts, index, t => t.Contains(closing, StringComparison.Ordinal));
            if (last < 0) return index;
            index = last + 1;
        }

        return index;
    }

    private static char? Closing(char opening) => opening switch
    {
        '[' => ']',
        '(' => ')',
        _ => null,
    };
}
