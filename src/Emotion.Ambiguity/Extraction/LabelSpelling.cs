using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Writes the spellings of a label that an extractor counts.</summary>
internal static class LabelSpelling
{
    public static IEnumerable<string> Spell(EmotionLabel label, LabelWords words, LabelForms forms)
    {
        foreach (var word in words == LabelWords.Name ? label.SurfaceForms.Take(1) : label.SurfaceForms)
        {
            var capitalized = char.ToUpperInvariant(word[0]) + word[1..];
            if (forms.HasFlag(LabelForms.Bare)) yield return word;
            if (forms.HasFlag(LabelForms.LeadingSpace)) yield return " " + word;
            if (forms.HasFlag(LabelForms.Capitalized)) yield return capitalized;
            if (forms.HasFlag(LabelForms.LeadingSpaceCapitalized)) yield return " " + capitalized;
        }
    }
}
