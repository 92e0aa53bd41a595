namespace Emotion.Ambiguity.Speech.Cues.Timing;

/// <summary>Words a second of speech, pauses left out. Pure.</summary>
internal static class SpeakingRate
{
    /// <summary>Slower or shorter than this there is no rate to speak of.</summary>
    private const double MinSeconds = 0.1;

    public static double? PerSecond(int count, double seconds) => count > 0 && seconds >= MinSeconds ? count / seconds : null;

    /// <summary>By the words' own times where they have them, else by how long there is energy.</summary>
    public static double? OfWords(Transcript? transcript, SpeechActivity activity, AcousticCueOptions options)
    {
        if (transcript is null) return null;
        var timed = transcript.Words.IsDefault ? [] : transcript.Words.Where(w => w is { Start: not null, End: not null }).OrderBy(w => w.Start).ToArray();
        if (timed.Length > 0 && timed.Length == transcript.Words.Length)
        {
            var (seconds, end) = (0d, timed[0].Start!.Value);
            foreach (var word in timed)
            {
                var gap = word.Start!.Value - end;
                if (gap > TimeSpan.Zero && gap < options.MinPause) seconds += gap.TotalSeconds;
                var from = word.Start.Value > end ? word.Start.Value : end;
                if (word.End!.Value <= from) continue;
                seconds += (word.End.Value - from).TotalSeconds;
                end = word.End.Value;
            }

            return PerSecond(timed.Length, seconds);
        }

        var count = transcript.Words.IsDefaultOrEmpty ? transcript.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length : transcript.Words.Length;
        return PerSecond(count, activity.SpeechSeconds);
    }
}
