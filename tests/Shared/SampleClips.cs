namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>The sample clips of the repository, and the sentences spoken in them.</summary>
internal static class SampleClips
{
    /// <summary>The clips' files, in the order of their names.</summary>
    public static string[] Files => [.. Directory.GetFiles(RepositoryFiles.Get("samples", "audio"), "*.wav").Order(StringComparer.Ordinal)];

    /// <summary>A clip's file.</summary>
    public static string File(string clip) => RepositoryFiles.Get("samples", "audio", clip + ".wav");

    /// <summary>The clips' names, each with the sentence spoken.</summary>
    public static IEnumerable<(string Clip, string Sentence)> Sentences() =>
        System.IO.File.ReadLines(RepositoryFiles.Get("samples", "audio", "votes.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], cells[2]));

    /// <summary>Words without case and punctuation, and with the one number of the samples spelled out: Whisper writes "11" for "eleven".</summary>
    public static string[] Words(string text) =>
        [.. new string([.. text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c == ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word is "11" ? "eleven" : word)];

    /// <summary>Words inserted, left out or replaced.</summary>
    public static int WrongWords(string heard, string said)
    {
        var (a, b) = (Words(heard), Words(said));
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
}
