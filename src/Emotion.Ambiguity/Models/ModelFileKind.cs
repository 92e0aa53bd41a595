namespace Emotion.Ambiguity.Models;

/// <summary>What a model file is for.</summary>
public enum ModelFileKind
{
    /// <summary>A language model in GGUF form.</summary>
    LanguageModel,

    /// <summary>A Whisper model in whisper.cpp's form: speech to words.</summary>
    Whisper,

    /// <summary>An audio projector in GGUF form: the voice to embeddings of one language model.</summary>
    AudioProjector,
}
