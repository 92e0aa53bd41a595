using System.Collections.Immutable;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Says whether words that were heard through a fitted window had better be heard again through the whole one.</summary>
internal static class TranscriptDoubt
{
    // Found on the ten CREMA-D clips, where they let every clip through again that the fitted window gets wrong (docs/performance.md).
    private const double LeastMeanProbability = 0.75;
    private const double LeastProbability = 0.4;

    /// <summary>Two words or more said twice in a row is what Whisper does when it does not notice the end.</summary>
    private const int ShortestRepetition = 2;

    public static bool IsDoubtful(Transcript transcript)
    {
        var words = transcript.Words;
        return words.IsEmpty || words.Min(w => w.Probability) < LeastProbability || words.Average(w => w.Probability) < LeastMeanProbability || IsRepeated(words);
    }

    private static bool IsRepeated(ImmutableArray<TranscriptWord> words)
    {
        for (var length = ShortestRepetition; length <= words.Length / 2; length++)
        {
            for (var start = 0; start + (2 * length) <= words.Length; start++)
            {
                if (Enumerable.Range(start, length).All(i => IsSame(words[i].Text, words[i + length].Text))) return true;
            }
        }

        return false;
    }

    private static bool IsSame(string first, string second) =>
        first.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).SequenceEqual(second.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
