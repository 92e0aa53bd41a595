namespace Emotion.Ambiguity.Prompting;

/// <summary>What a prompt wants to know beside the utterance itself, so that nothing else is computed.</summary>
[Flags]
public enum PromptNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How the voice sounds (<see cref="PromptInput.Cues"/>).</summary>
    Cues = 1,

    /// <summary>What was said before (<see cref="PromptInput.Context"/>).</summary>
    Context = 2,

    /// <summary>Utterances with votes that are like this one (<see cref="PromptInput.Examples"/>).</summary>
    Examples = 4,
}
