namespace Emotion.Ambiguity.Prompting;

/// <summary>How examples are chosen among those that are alike.</summary>
public enum ExampleSelection
{
    /// <summary>
    /// Classes (the label with most votes) take turns: the most alike of each class, then the second of each, and so on; in each round the class whose
    /// best example is most alike comes first. A model that is shown one class only would answer with it.
    /// </summary>
    ClassBalanced,

    /// <summary>The most alike, whatever their class.</summary>
    MostAlike,
}
