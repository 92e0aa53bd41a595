using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>IEMOCAP (Busso et al., LREV 2008): every rater's line of dialog/EmoEvaluation, words of dialog/transcriptions, sound of sentences/wav.</summary>
internal sealed class IemocapDataset(string name, string path, string raterPrefixes, DatasetOptions options)
    : CorpusDataset(name, CorpusTaxonomies.Iemocap10, "IEMOCAP: licensed by USC SAIL for research, on request; nothing of it may be passed on.", options)
{
    private const string Expected = "the IEMOCAP folder with Session1 to Session5, each with dialog/EmoEvaluation, dialog/transcriptions and sentences/wav";

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var folder in Sessions())
        {
            var evaluation = Path.Combine(folder, "dialog", "EmoEvaluation");
            foreach (var file in CorpusFiles.Find(evaluation, Expected, SearchOption.TopDirectoryOnly, "Ses*.txt"))
            {
                var dialogue = Path.GetFileNameWithoutExtension(file);
                var words = await ReadWordsAsync(Path.Combine(folder, "dialog", "transcriptions", dialogue + ".txt"), cancellationToken).ConfigureAwait(false);
                var turns = await ReadTurnsAsync(file, session, cancellationToken).ConfigureAwait(false);
                foreach (var (turn, index) in turns.OrderBy(t => t.Start).Select((t, i) => (t, i)))
                {
                    yield return new ItemDraft(file, turn.Line, turn.Id)
                    {
                        Votes = [.. turn.Votes],
                        Transcript = words.GetValueOrDefault(turn.Id),
                        SoundFile = Path.Combine(folder, "sentences", "wav", dialogue, turn.Id + ".wav"),
                        Speaker = SpeakerOf(turn.Id),
                        Dialogue = dialogue,
                        Turn = index,
                        Split = Path.GetFileName(folder),
                    };
                }
            }
        }
    }

    private List<string> Sessions()
    {
        CorpusFiles.RequireFolder(path, Expected);
        var root = Directory.Exists(Path.Combine(path, "IEMOCAP_full_release")) ? Path.Combine(path, "IEMOCAP_full_release") : path;
        var sessions = Directory.GetDirectories(root, "Session*").Order(StringComparer.Ordinal).ToList();
        if (sessions.Count == 0 && Directory.Exists(Path.Combine(root, "dialog"))) sessions.Add(Path.GetFullPath(root));
        return sessions.Count > 0 ? sessions : throw new DatasetFormatException(root, 0, "There is no folder Session1 to Session5.", $"Expected: {Expected}.");
    }

    private async Task<List<Turn>> ReadTurnsAsync(string file, ReadingSession session, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        Turn? current = null;
        var line = 0L;
        using var text = new StreamReader(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            line++;
            if (row.StartsWith('['))
            {
                current = ParseHeader(row, line);
                if (current is not null) turns.Add(current);
                else session.Report(file, line, "An utterance's line should be \"[start - end]<tab>id<tab>label<tab>[valence, activation, dominance]\".");
            }
            else if (row.StartsWith("C-", StringComparison.Ordinal) && current is not null && ParseRater(row, current, session) is { } fault) session.Report(file, line, fault);
        }

        if (turns.Count == 0) throw new DatasetFormatException(file, 0, "The file has no utterance.", "Expected: lines that begin with \"[start - end]\", each with its raters' lines below.");
        return turns;
    }

    private static Turn? ParseHeader(string row, long line) =>
        row.Split('\t', StringSplitOptions.TrimEntries) is [var times, var id, ..] && id.Length > 0
        && double.TryParse(times.TrimStart('[').Split('-')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var start)
            ? new Turn(id, start, line)
            : null;

    // "C-E2:<tab>Anger; Frustration;<tab>(comment)". E are the evaluators, F and M the speakers themselves.
    private string? ParseRater(string row, Turn turn, ReadingSession session)
    {
        if (row.Length < 3 || !raterPrefixes.Contains(row[2], StringComparison.Ordinal)) return null;
        var colon = row.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return "A rater's line should be \"C-E1:<tab>label;<tab>(comment)\".";
        var comment = row.IndexOf('(', colon);
        var rater = row[2..colon].Trim();
        var labels = (comment < 0 ? row[(colon + 1)..] : row[(colon + 1)..comment]).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (labels.Length == 0) return $"The rater {rater} gives \"{turn.Id}\" no label.";
        if (Array.Find(labels, l => session.Taxonomy.IndexOf(l) < 0) is { } unknown) return session.UnknownLabel(unknown);
        turn.Votes.AddRange(Votes.Unranked([.. labels.Distinct(StringComparer.OrdinalIgnoreCase)], rater, session.Options.UnrankedLabels));
        return null;
    }

    private static async Task<Dictionary<string, string>> ReadWordsAsync(string file, CancellationToken cancellationToken)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(file)) return words;
        using var text = new StreamReader(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            // "Ses01F_impro01_F000 [006.2901-008.2357]: words"; other lines are noises between the turns.
            var (id, end) = (row.IndexOf(' ', StringComparison.Ordinal), row.IndexOf("]:", StringComparison.Ordinal));
            if (id > 0 && end > id) words[row[..id]] = row[(end + 2)..].Trim();
        }

        return words;
    }

    // Ses01F_impro01_M000 is spoken by the man of session 1; the F before the dialogue says who wore the markers.
    private static string? SpeakerOf(string id) => id.LastIndexOf('_') is var i and >= 0 && i + 1 < id.Length && id.Length >= 5 ? $"{id[..5]}{id[i + 1]}" : null;

    private sealed record Turn(string Id, double Start, long Line)
    {
        public List<RaterVote> Votes { get; } = [];
    }
}
