namespace Emotion.Ambiguity.Extraction;

/// <summary>Which spellings of a label's words count, each as its own token sequence.</summary>
[Flags]
public enum LabelForms
{
    /// <summary>No spelling; not valid as an option.</summary>
    None = 0,

    /// <summary>The word as the taxonomy writes it: "happiness".</summary>
    Bare = 1,

    /// <summary>With a space in front, as inside a sentence: " happiness".</summary>
    LeadingSpace = 2,

    /// <summary>With a capital: "Happiness".</summary>
    Capitalized = 4,

    /// <summary>With a space and a capital: " Happiness".</summary>
    LeadingSpaceCapitalized = 8,

    /// <summary>All four spellings.</summary>
    All = Bare | LeadingSpace | Capitalized | LeadingSpaceCapitalized,
}
