using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Berlin EMO-DB (Burkhardt et al., Interspeech 2005): names of sound files, and erkennung.txt or clips.csv with what listeners recognised.</summary>
internal sealed class EmoDbDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, EmotionTaxonomy.EmoDb7, "EMO-DB: free to use (CC0 in its current release); cite Burkhardt et al. 2005.", options)
{
    private const string Expected = "the EMO-DB folder with wav/03a01Fa.wav and so on, and erkennung.txt where listeners' votes are wanted";

    /// <summary>Every clip was heard by 20 people, so that a share of them is a number of votes.</summary>
    private const double Listeners = 20;

    private static readonly Dictionary<char, string> Emotions = new()
    {
        ['W'] = "anger", ['L'] = "boredom", ['E'] = "disgust", ['A'] = "fear", ['F'] = "happiness", ['T'] = "sadness", ['N'] = "neutral",
    };

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["a01"] = "Der Lappen liegt auf dem Eisschrank.", ["a02"] = "Das will sie am Mittwoch abgeben.", ["a04"] = "Heute abend könnte ich es ihm sagen.",
        ["a05"] = "Das schwarze Stück Papier befindet sich da oben neben dem Holzstück.", ["a07"] = "In sieben Stunden wird es soweit sein.",
        ["b01"] = "Was sind denn das für Tüten, die da unter dem Tisch stehen?", ["b02"] = "Sie haben es gerade hochgetragen und jetzt gehen sie wieder runter.",
        ["b03"] = "An den Wochenenden bin ich jetzt immer nach Hause gefahren und habe Agnes besucht.",
        ["b09"] = "Ich will das eben wegbringen und dann mit Karl was trinken gehen.", ["b10"] = "Die wird auf dem Platz sein, wo wir sie immer hinlegen.",
    };

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CorpusFiles.RequireFolder(path, Expected);
        var folder = Directory.Exists(Path.Combine(path, "wav")) ? Path.Combine(path, "wav") : path;
        var listeners = CorpusFiles.FirstFile(path, "erkennung.txt", "clips.csv");
        var shares = listeners is null ? null : await ReadListenersAsync(listeners, session, cancellationToken).ConfigureAwait(false);
        foreach (var file in CorpusFiles.Find(folder, Expected, SearchOption.TopDirectoryOnly, "*.wav"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var clip = Path.GetFileNameWithoutExtension(file);
            if (clip.Length < 6 || !Emotions.TryGetValue(clip[5], out var intended))
                session.Report(file, 0, "The name should be speaker (2), sentence (3), emotion letter and version, as in 03a01Fa.wav.");
            else if (shares is not null && !shares.ContainsKey(clip)) session.Report(listeners!, 0, $"The listeners' file says nothing about \"{clip}\".");
            else
            {
                yield return new ItemDraft(file, 0, clip)
                {
                    Votes = shares is null ? [] : Votes.FromShares(Spread(intended, shares[clip]), Listeners),
                    Source = shares is null ? VoteSource.None : VoteSource.SoftVotes,
                    SoundFile = file,
                    Transcript = Sentences.GetValueOrDefault(clip[2..5]),
                    Speaker = clip[..2],
                    Intended = intended,
                };
            }
        }
    }

    // Nobody wrote down what the others heard: their share is spread evenly over the other labels.
    private IEnumerable<(string Label, double Weight)> Spread(string intended, double share) => Taxonomy.Labels.Select(l =>
        (l.Name, string.Equals(l.Name, intended, StringComparison.Ordinal) ? share : (1 - share) / (Taxonomy.Count - 1)));

    private static async Task<Dictionary<string, double>> ReadListenersAsync(string file, ReadingSession session, CancellationToken cancellationToken)
    {
        var shares = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        if (Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            await foreach (var row in TableFile.ReadAsync(file, TableFormat.Of(file), ["file", "recognised_percent"], session, cancellationToken).ConfigureAwait(false))
                Add(row["file"], row["recognised_percent"], row.Line);
            return shares;
        }

        // The corpus's own file: a header, then name, erkannt and natürlich (per cent, decimal comma), set apart by any white space.
        var line = 0L;
        using var text = new StreamReader(file, Encoding.Latin1);
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            if (++line == 1 || string.IsNullOrWhiteSpace(row)) continue;
            var cells = row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            Add(cells[0], cells.Length > 1 ? cells[1] : "", line);
        }

        return shares;

        void Add(string name, string percent, long at)
        {
            if (double.TryParse(percent.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 100)
                shares[Path.GetFileNameWithoutExtension(name.Trim())] = share / 100;
            else session.Report(file, at, $"The share that recognised \"{name}\" should be 0 to 100 per cent, but is \"{percent}\".");
        }
    }
}
