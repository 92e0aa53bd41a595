using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

internal static class Words
{
    /// <summary>Words without case and punctuation, and with the one number of the samples spelled out: Whisper writes "11" for "eleven".</summary>
    public static string[] Of(string text) =>
        [.. new string([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word is "11" ? "eleven" : word)];

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
