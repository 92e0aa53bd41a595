namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>How much sound the encoder looks at in one run.</summary>
internal enum EncoderWindow
{
    /// <summary>30 s.</summary>
    Full,

    /// <summary>What <see cref="EncoderFrames"/> finds enough.</summary>
    Fitted,
}
