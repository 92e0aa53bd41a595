using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Finds the votes of clips: in the file that the user names, or in votes.csv beside the clip.</summary>
internal sealed class VoteFiles(string? namedFile, EmotionTaxonomy taxonomy)
{
    private readonly Dictionary<string, Dictionary<string, ListenerVotes>> _byFile = new(StringComparer.Ordinal);

    public ListenerVotes? Find(Utterance utterance)
    {
        if (utterance.FilePath is not { } clip) return null;
        var file = namedFile ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(clip))!, "votes.csv");
        if (!_byFile.TryGetValue(file, out var votes))
        {
            if (namedFile is not null && !File.Exists(file)) throw new UsageException($"--votes: there is no file \"{file}\".");
            _byFile[file] = votes = File.Exists(file) ? Read(file) : [];
        }

        return votes.GetValueOrDefault(Path.GetFileNameWithoutExtension(clip));
    }

    private Dictionary<string, ListenerVotes> Read(string file)
    {
        var votes = new Dictionary<string, ListenerVotes>(StringComparer.Ordinal);
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        try
        {
            csv.Read();
            csv.ReadHeader();
            var header = csv.HeaderRecord!;
            if (!header.Contains("clip", StringComparer.Ordinal)) throw new UsageException($"\"{file}\" has no column \"clip\".");
            while (csv.Read())
            {
                var counts = new int[taxonomy.Count];
                var outside = 0;
                foreach (var column in header)
                {
                    if (!int.TryParse(csv.GetField(column), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) continue;
                    if (taxonomy.IndexOf(column) is var n and >= 0) counts[n] += count;
                    else if (!Array.Exists(NotEmotions, c => string.Equals(c, column, StringComparison.Ordinal))) outside += count;
                }

                votes[csv.GetField("clip")!] = new ListenerVotes(counts.Sum() > 0 ? EmotionDistribution.FromVotes(taxonomy, counts) : null, counts, outside);
            }
        }
        catch (CsvHelperException fault)
        {
            throw new UsageException($"\"{file}\", line {csv.Context.Parser?.Row}: {fault.Message}", fault);
        }

        return votes;
    }

    private static readonly string[] NotEmotions = ["clip", "speaker", "sentence", "intended"];
}
