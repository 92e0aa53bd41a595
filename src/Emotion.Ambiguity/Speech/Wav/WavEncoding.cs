namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>How a sample is written.</summary>
internal enum WavEncoding
{
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}
