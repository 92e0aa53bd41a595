namespace Emotion.Ambiguity.Prompting;

/// <summary>How examples stand in a prompt.</summary>
public enum FewShotLayout
{
    /// <summary>
    /// As turns of the conversation: the example's words as the user's message, its votes as the model's answer, in the form that the prompt asks for
    /// (percentages, the largest first; or the label with most votes, the first of the taxonomy among equals).
    /// </summary>
    Turns,

    /// <summary>As a list before the utterance, each with the distribution of its votes, whatever the prompt asks for.</summary>
    List,
}
