namespace Emotion.Ambiguity.Extraction;

/// <summary>What the prompt asked the model to write.</summary>
public enum TextAnswerKind
{
    /// <summary>A number for each label. An answer without numbers cannot be read. The default.</summary>
    Percentages,

    /// <summary>One label. It gets probability 1; numbers beside it are ignored.</summary>
    SingleLabel,
}
