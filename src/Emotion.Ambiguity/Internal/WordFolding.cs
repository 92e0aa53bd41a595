using System.Globalization;

namespace Emotion.Ambiguity.Internal;

/// <summary>Makes words comparable: lower case, no accents, full-width characters in their plain form.</summary>
/// <remarks>Works the same with and without ICU, and never throws.</remarks>
internal static class WordFolding
{
    public static string Fold(ReadOnlySpan<char> text)
    {
        Span<char> buffer = text.Length <= 128 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) buffer[length++] = FoldCharacter(c);
        }

        return new string(buffer[..length]);
    }

    /// <summary>The ASCII character that a full-width one or another kind of space stands for; any other character as it is.</summary>
    public static char ToHalfWidth(char c) => c switch
    {
        < '\u0080' => c,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or '\u202F' or (>= '\u2000' and <= '\u200A') => ' ',
        _ => c,
    };

    private static char FoldCharacter(char c)
    {
        c = char.ToLowerInvariant(ToHalfWidth(c));
        return c < '\u0080' ? c : AccentTable.Strip(c);
    }
}
