namespace Emotion.Ambiguity.Recognition;

/// <summary>What the language model gets of an utterance that is sound.</summary>
public enum InputMode
{
    /// <summary>The words only, from a transcriber or given with the utterance.</summary>
    Transcript,

    /// <summary>The voice only, from an audio encoder; nothing is transcribed.</summary>
    Audio,

    /// <summary>The voice, and the words beside it.</summary>
    Both,
}
