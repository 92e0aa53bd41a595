using System.Globalization;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Cuts an answer into words, numbers and the symbols that matter; quotes, stars and the like fall away.</summary>
/// <remarks>One pass, a bounded look ahead.</remarks>
internal sealed class AnswerLexer
{
    private const string Symbols = ":=,;.!?|\n{}[]()<>/-%±";
    private const int LongestTag = 64;
    private readonly string _text;
    private readonly List<AnswerToken> _tokens;
    private int _at;

    private AnswerLexer(string text, List<AnswerToken> tokens) => (_text, _tokens) = (text, tokens);

    public static List<AnswerToken> Tokenize(string text)
    {
        var tokens = new List<AnswerToken>();
        Tokenize(text, tokens);
        return tokens;
    }

    /// <summary>The same into a list that is empty.</summary>
    public static void Tokenize(string text, List<AnswerToken> tokens)
    {
        var lexer = new AnswerLexer(text, tokens);
        while (lexer._at < text.Length) lexer.Next();
    }

    private void Next()
    {
        var c = At(_at);
        if (IsDigit(c) || (c == '.' && IsDigit(At(_at + 1)) && !IsLetter(At(_at - 1)) && !IsDigit(At(_at - 1)))) Number();
        else if (VulgarFraction(c) is { } fraction) Add(AnswerTokenKind.Number, 1, _text.Substring(_at, 1), fraction);
        else if (IsLetter(c)) Word();
        else if (char.IsSurrogate(c)) Pictogram();
        else if (c == '<' && At(_at + 1) == '/') ClosingTag();
        else if (c == '…') _at++;
        else if (c == '.' && At(_at + 1) == '.') SkipLeader();
        else if (c == '-' && IsLetter(At(_at - 1)) && IsLetter(At(_at + 1))) Add(AnswerTokenKind.Joiner, 1);
        else if (c == '→') Add(AnswerTokenKind.Symbol, 1, symbol: ':');
        else if (c == '∞') Add(AnswerTokenKind.Number, 1, "inf", double.PositiveInfinity);
        else if (Symbols.Contains(c, StringComparison.Ordinal)) Add(AnswerTokenKind.Symbol, 1, symbol: c);
        else _at++;
    }

    private void Number()
    {
        var end = Digits(_at);
        var plain = end;
        if (At(end) is '.' or ',' && IsDigit(At(end + 1)))
        {
            plain = Digits(end + 1);

            // "10,20,30" is a list of three numbers, not one.
            var isList = At(end) == ',' && ((At(plain) == ',' && IsDigit(At(plain + 1))) || ContinuesList());
            if (!isList) end = plain;
        }

        if (At(end) is 'e' or 'E')
        {
            var digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (IsDigit(At(digits)) && !IsLetter(At(Digits(digits)))) end = Digits(digits);
        }

        var text = string.Create(end - _at, (this, _at), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = state.Item1.At(state._at + i);
        });
        var value = double.Parse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
        Add(AnswerTokenKind.Number, end - _at, text, value);
    }

    private bool ContinuesList() =>
        _tokens.Count >= 2 && _tokens[^1].Is(',') && _tokens[^2].IsNumber && _tokens[^1].Start == _tokens[^2].End && _tokens[^1].End == _at;

    private void Word()
    {
        var end = _at + 1;
        while (IsLetter(At(end)) || (end < _text.Length && CharUnicodeInfo.GetUnicodeCategory(_text[end]) == UnicodeCategory.NonSpacingMark)) end++;
        Add(AnswerTokenKind.Word, end - _at, WordFolding.Fold(_text.AsSpan(_at, end - _at)));
    }

    // Emoji and letters beyond the basic plane: a word of their own, so that a taxonomy may hold them.
    private void Pictogram()
    {
        var end = _at + 1;
        while (end < _text.Length && (char.IsSurrogate(_text[end]) || _text[end] is '\u200D' or '\uFE0F')) end++;
        Add(AnswerTokenKind.Word, end - _at, WordFolding.Fold(_text.AsSpan(_at, end - _at)));
    }

    private void ClosingTag()
    {
        var end = _at + 2;
        while (end < _text.Length && end - _at < LongestTag && _text[end] is not ('>' or '<' or '\n')) end++;
        if (At(end) == '>') Add(AnswerTokenKind.Symbol, end + 1 - _at, symbol: ';');
        else _at++;
    }

    // "Anger..... 50%": dots that lead the eye end no sentence.
    private void SkipLeader()
    {
        while (At(_at) == '.' && !IsDigit(At(_at + 1))) _at++;
        if (At(_at) == '.') _at++;
    }

    private int Digits(int from)
    {
        while (IsDigit(At(from))) from++;
        return from;
    }

    private void Add(AnswerTokenKind kind, int length, string text = "", double value = 0, char symbol = '\0')
    {
        _tokens.Add(new(kind, _at, _at + length, text, value, symbol));
        _at += length;
    }

    /// <summary>The character at a position in its plain form; a space outside the answer.</summary>
    private char At(int index)
    {
        if ((uint)index >= (uint)_text.Length) return ' ';
        var c = WordFolding.ToHalfWidth(_text[index]);
        return c < '\u0080' ? (c == '\r' ? '\n' : c) : Plain(c);
    }

    private static char Plain(char c) => c switch
    {
        '\u2028' or '\u2029' or '\u0085' => '\n',
        >= '\u2010' and <= '\u2015' => '-',
        '\u2212' or '\uFE58' or '\uFE63' => '-',
        '\u3001' or '\uFE50' or '\u060C' => ',',
        '\u3002' => '.',
        '\u066B' => '.',
        '\u066A' or '\uFE6A' => '%',
        '\u2044' or '\u2215' => '/',
        '\u2502' => '|',
        _ when CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit => (char)('0' + digit),
        _ => c,
    };

    private static double? VulgarFraction(char c) =>
        c is (>= '\u00BC' and <= '\u00BE') or (>= '\u2150' and <= '\u215E') ? CharUnicodeInfo.GetNumericValue(c) : null;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => char.IsLetter(c);
}
