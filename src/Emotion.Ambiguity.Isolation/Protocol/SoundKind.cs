namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>In what form a request carries sound.</summary>
internal enum SoundKind
{
    /// <summary>None: words alone.</summary>
    None,

    /// <summary>Samples, 32 bit floats, as the frame's data.</summary>
    Samples,

    /// <summary>A WAV file's bytes as the frame's data.</summary>
    Wav,

    /// <summary>A file that the worker opens.</summary>
    File,
}
