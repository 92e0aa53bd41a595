namespace Emotion.Ambiguity.Prompting;

/// <summary>What a prompt asks the model to write.</summary>
public enum AnswerKind
{
    /// <summary>A number for each label.</summary>
    Percentages,

    /// <summary>One label.</summary>
    SingleLabel,
}
