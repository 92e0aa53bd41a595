namespace Emotion.Ambiguity.Evaluation;

/// <summary>Whether a report shows the words of its examples.</summary>
public enum ExampleWords
{
    /// <summary>The words are shown.</summary>
    Shown,

    /// <summary>Only ids are shown.</summary>
    Hidden,
}
