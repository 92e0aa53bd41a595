using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

internal static class Words
{
    /// <summary>Words without case and punctuation, and with the one number of the samples spelled out: Whisper writes "11" for "eleven".</summary>
    public static string[] Of(string text) =>
        [.. new string([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word is "11" ? "eleven" : word)];

    /// <summary>Words inserted, left out or replaced.</summary>
    public static int Wrong(string heard, string said)
    {
        var (a, b) = (Of(heard), Of(said));
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var (i, word) in a.Index())
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var replaced = diagonal + (word.Equals(b[j], StringComparison.Ordinal) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }

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
