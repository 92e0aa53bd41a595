namespace Emotion.Ambiguity.Extraction;

/// <summary>Which words stand for a label.</summary>
public enum LabelWords
{
    /// <summary>The label's name alone.</summary>
    Name,

    /// <summary>The name and all surface forms of the taxonomy ("happiness", "happy", "joy").</summary>
    AllSurfaceForms,
}
