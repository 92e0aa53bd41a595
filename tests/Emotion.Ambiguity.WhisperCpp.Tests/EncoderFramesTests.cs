using System.Text;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

public sealed class EncoderFramesTests
{
    [Theory]
    [InlineData(16_000, 320)] // 50 + 256 frames, up to a multiple of 64
    [InlineData(160_000, 768)] // 500 + 256
    [InlineData(480_000, 0)] // all
    [InlineData(4_800_000, 0)]
    public void Fit_Length_MultipleOf64WithMargin(int samples, int frames) => EncoderFrames.Fit(samples).ShouldBe(frames);
}
