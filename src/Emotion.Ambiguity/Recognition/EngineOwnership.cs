namespace Emotion.Ambiguity.Recognition;

/// <summary>Who disposes a recognizer's language model and transcriber.</summary>
public enum EngineOwnership
{
    /// <summary>The caller, who may share them between recognizers.</summary>
    Caller,

    /// <summary>The recognizer, when it is disposed itself.</summary>
    Recognizer,
}
