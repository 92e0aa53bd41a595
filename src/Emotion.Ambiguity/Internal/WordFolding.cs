using System.Globalization;
using System.Text;

namespace Emotion.Ambiguity.Internal;

/// <summary>Makes words comparable: lower case, no accents, compatibility characters in their plain form.</summary>
internal static class WordFolding
{
    public static string Fold(string text)
    {
        var decomposed = text.Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
