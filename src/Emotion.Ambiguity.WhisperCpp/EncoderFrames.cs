namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>The size of Whisper's encoder window: 50 frames a second, 1,500 for 30 s.</summary>
internal static class EncoderFrames
{
    private const int All = 1_500;
    private const int SamplesEach = 320;

    /// <summary>Silence that the decoder sees after the clip. With half as much it does not notice the end and repeats itself; with more it gets no better.</summary>
    private const int Margin = 256;

    private const int Step = 64;

    /// <summary>The frames for a clip of 16 kHz; 0, which means all, for one that needs them all.</summary>
    internal static int Fit(int samples)
    {
        var frames = ((samples + SamplesEach - 1) / SamplesEach) + Margin;
        frames = (frames + Step - 1) / Step * Step;
        return frames < All ? frames : 0;
    }
}
