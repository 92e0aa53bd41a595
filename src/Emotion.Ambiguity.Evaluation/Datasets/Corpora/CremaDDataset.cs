using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>CREMA-D (Cao et al., IEEE TAC 2014): finishedResponses.csv, a row a vote, or else processedResults/tabulatedVotes.csv, counts.</summary>
internal sealed class CremaDDataset(string name, string path, CremaDChannel channel, DatasetOptions options)
    : CorpusDataset(name, EmotionTaxonomy.CremaD6, "CREMA-D: Open Database License 1.0, contents Database Contents License 1.0; name the source.", options)
{
    private const string Expected = "the CREMA-D folder with finishedResponses.csv or processedResults/tabulatedVotes.csv, and AudioWAV/ for the sound";

    private static readonly Dictionary<string, string> Emotions = new(StringComparer.Ordinal)
    {
        ["A"] = "anger", ["D"] = "disgust", ["F"] = "fear", ["H"] = "happiness", ["N"] = "neutral", ["S"] = "sadness",
        ["ANG"] = "anger", ["DIS"] = "disgust", ["FEA"] = "fear", ["HAP"] = "happiness", ["NEU"] = "neutral", ["SAD"] = "sadness",
    };

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["IEO"] = "It's eleven o'clock.", ["TIE"] = "That is exactly what happened.", ["IOM"] = "I'm on my way to the meeting.",
        ["IWW"] = "I wonder what this is about.", ["TAI"] = "The airplane is almost full.", ["MTI"] = "Maybe tomorrow it will be cold.",
        ["IWL"] = "I would like a new alarm clock.", ["ITH"] = "I think I have a doctor's appointment.", ["DFA"] = "Don't forget a jacket.",
        ["ITS"] = "I think I've seen this before.", ["TSI"] = "The surface is slick.", ["WSI"] = "We'll stop in a couple of minutes.",
    };

    protected override IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, CancellationToken cancellationToken)
    {
        var file = File.Exists(path) ? path : CorpusFiles.FirstFile(path, "finishedResponses.csv", Path.Combine("processedResults", "tabulatedVotes.csv"), "tabulatedVotes.csv");
        if (file is null)
        {
            CorpusFiles.RequireFolder(path, Expected);
            throw new DatasetFormatException(path, 0, "The folder has neither finishedResponses.csv nor processedResults/tabulatedVotes.csv.", $"Expected: {Expected}.");
        }

        return TableFile.ReadHeader(file, TableFormat.Of(file)).Contains("respEmo", StringComparer.OrdinalIgnoreCase)
            ? ReadResponsesAsync(file, session, cancellationToken)
            : ReadTabulatedAsync(file, session, cancellationToken);
    }

    private IAsyncEnumerable<ItemDraft> ReadResponsesAsync(string file, ReadingSession session, CancellationToken cancellationToken)
    {
        var rows = TableFile.ReadAsync(file, TableFormat.Of(file), ["localid", "queryType", "clipName", "respEmo"], session, cancellationToken);
        return VoteRows.CollectAsync(OfChannel(rows, r => r["queryType"], session, cancellationToken), Vote, session, cancellationToken);

        (ItemDraft Item, ImmutableArray<RaterVote> Votes)? Vote(TableRow row)
        {
            if (Draft(file, row, row["clipName"].Trim(), session) is not { } draft) return null;
            if (Emotions.TryGetValue(row["respEmo"].Trim(), out var emotion)) return (draft, [new RaterVote(emotion) { RaterId = row.Optional("localid") }]);
            session.Report(file, row.Line, session.UnknownLabel(row["respEmo"]));
            return null;
        }
    }

    private async IAsyncEnumerable<ItemDraft> ReadTabulatedAsync(string file, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] letters = ["A", "D", "F", "H", "N", "S"];
        var rows = TableFile.ReadAsync(file, TableFormat.Of(file), ["", "fileName", .. letters], session, cancellationToken);

        // The row's number begins with the channel: 100001 is the first one of voice only.
        await foreach (var row in OfChannel(rows, r => r[""].Trim() is { Length: 6 } n ? n[..1] : r[""], session, cancellationToken).ConfigureAwait(false))
        {
            if (Draft(file, row, row["fileName"].Trim(), session) is not { } draft) continue;
            var counts = letters.Select(l => (Emotions[l], int.TryParse(row[l], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)).ToList();
            if (counts.Exists(c => c.Item2 < 0)) session.Report(file, row.Line, $"The votes of \"{draft.Id}\" should be whole numbers of at least 0.");
            else yield return draft with { Votes = Votes.FromCounts(counts) };
        }
    }

    private async IAsyncEnumerable<TableRow> OfChannel(
        IAsyncEnumerable<TableRow> rows, Func<TableRow, string> channelOf, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = ((int)channel).ToString(CultureInfo.InvariantCulture);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var found = channelOf(row).Trim();
            if (string.Equals(found, wanted, StringComparison.Ordinal)) yield return row;
            else if (found is not ("1" or "2" or "3")) session.Report(row.File, row.Line, $"The channel should be 1 (voice), 2 (face) or 3 (both), but is \"{found}\".");
        }
    }

    private static ItemDraft? Draft(string file, TableRow row, string clip, ReadingSession session)
    {
        if (clip.Split('_') is not [var speaker, var sentence, var emotion, ..] || !Emotions.TryGetValue(emotion, out var intended))
        {
            session.Report(file, row.Line, $"\"{clip}\" is no clip's name; one is like 1001_IEO_NEU_XX.");
            return null;
        }

        var root = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Path.GetFileName(root).Equals("processedResults", StringComparison.OrdinalIgnoreCase)) root = Path.GetDirectoryName(root)!;
        return new ItemDraft(file, row.Line, clip)
        {
            SoundFile = Path.Combine(root, "AudioWAV", clip + ".wav"),
            Transcript = Sentences.GetValueOrDefault(sentence),
            Speaker = speaker,
            Intended = intended,
        };
    }
}
