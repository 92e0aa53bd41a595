using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>SemEval-2007 task 14, Affective Text (Strapparava &amp; Mihalcea): the official .xml with its .emotions.gold, or a CSV with a row an annotator.</summary>
internal sealed class AffectiveTextDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, EmotionTaxonomy.Ekman7, "Affective Text: no licence stated; for research. Cite Strapparava & Mihalcea 2007.", options)
{
    private const string Expected = "affectivetext_test.xml with affectivetext_test.emotions.gold (or the trial files), or a CSV with id, text, annotator and a column an emotion";

    /// <summary>The order of the gold file's numbers.</summary>
    private static readonly string[] Emotions = ["anger", "disgust", "fear", "joy", "sadness", "surprise"];

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in CorpusFiles.Find(path, Expected, SearchOption.AllDirectories, "affectivetext_*.xml", "*.csv"))
        {
            var items = Path.GetExtension(file).Equals(".xml", StringComparison.OrdinalIgnoreCase)
                ? ReadOfficialAsync(file, session, cancellationToken)
                : ReadAnnotatorsAsync(file, session, cancellationToken);
            await foreach (var item in items.ConfigureAwait(false)) yield return item;
        }
    }

    private static IAsyncEnumerable<ItemDraft> ReadAnnotatorsAsync(string file, ReadingSession session, CancellationToken cancellationToken)
    {
        var rows = TableFile.ReadAsync(file, TableFormat.Of(file), ["id", "text", "annotator", .. Emotions], session, cancellationToken);
        return VoteRows.CollectAsync(rows, r => Read(r, session), session, cancellationToken);
    }

    private static (ItemDraft Item, ImmutableArray<RaterVote> Votes)? Read(TableRow row, ReadingSession session)
    {
        var intensities = new (string Label, double Weight)[Emotions.Length];
        for (var i = 0; i < intensities.Length; i++)
        {
            if (!row.TryNumber(Emotions[i], out var intensity, out var fault))
            {
                session.Report(row.File, row.Line, fault);
                return null;
            }

            intensities[i] = (Emotions[i], intensity);
        }

        return (new ItemDraft(row.File, row.Line, row["id"].Trim()) { Transcript = row["text"] }, Votes.FromIntensities(intensities, row.Optional("annotator")));
    }

    // Read by lines, not as XML: the official files have bare ampersands.
    private static async IAsyncEnumerable<ItemDraft> ReadOfficialAsync(string file, ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gold = await ReadGoldAsync(Path.ChangeExtension(file, ".emotions.gold"), session, cancellationToken).ConfigureAwait(false);
        var line = 0L;
        using var text = new StreamReader(file);
        while (await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } row)
        {
            line++;
            if (!row.Contains("<instance", StringComparison.Ordinal)) continue;
            if (Instance(row) is not { } instance) session.Report(file, line, "An instance should be <instance id=\"1\">words</instance> on one line.");
            else if (!gold.TryGetValue(instance.Id, out var intensities)) session.Report(file, line, $"The gold file says nothing about the instance \"{instance.Id}\".");
            else
            {
                yield return new ItemDraft(file, line, instance.Id)
                {
                    Votes = Votes.FromIntensities(intensities),
                    Source = VoteSource.SoftVotes,
                    Transcript = instance.Words,
                    Split = file.Contains("trial", StringComparison.OrdinalIgnoreCase) ? "trial" : "test",
                };
            }
        }
    }

    private static (string Id, string Words)? Instance(string row)
    {
        var (start, end) = (row.IndexOf('>', StringComparison.Ordinal), row.LastIndexOf("</instance>", StringComparison.Ordinal));
        return start >= 0 && end > start && row[..start].Split('"') is [_, var id, ..] ? (id, WebUtility.HtmlDecode(row[(start + 1)..end]).Trim()) : null;
    }

    private static async Task<Dictionary<string, (string Label, double Weight)[]>> ReadGoldAsync(string file, ReadingSession session, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) throw new DatasetFormatException(file, 0, "There is no such file.", $"Expected: {Expected}.");
        var gold = new Dictionary<string, (string, double)[]>(StringComparer.Ordinal);
        var lines = await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var cells = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var numbers = cells.Skip(1).Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 100 ? n : double.NaN).ToArray();
            if (numbers.Length != Emotions.Length || numbers.Any(double.IsNaN)) session.Report(file, i + 1, $"A line should be an id and {Emotions.Length} numbers from 0 to 100.");
            else gold[cells[0]] = [.. Emotions.Zip(numbers)];
        }

        return gold;
    }
}
