using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

internal static class TranscriptAssertions
{
    public static void ShouldBeOrderedWithin(this Transcript transcript, TimeSpan duration)
    {
        var latest = TimeSpan.Zero;
        foreach (var word in transcript.Words)
        {
            word.Start.ShouldNotBeNull();
            word.Start.Value.ShouldBeGreaterThanOrEqualTo(latest);
            word.End!.Value.ShouldBeGreaterThanOrEqualTo(word.Start.Value);
            word.End.Value.ShouldBeLessThanOrEqualTo(duration);
            word.Probability.ShouldBeInRange(0, 1);
            latest = word.End.Value;
        }
    }
}
