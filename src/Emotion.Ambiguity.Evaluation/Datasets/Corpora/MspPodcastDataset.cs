using System.Runtime.CompilerServices;
using System.Text.Json;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>MSP-Podcast (Lotfian &amp; Busso, IEEE TAC 2019): Labels/labels_detailed.json, with speaker and split of labels_consensus.json.</summary>
internal sealed class MspPodcastDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, CorpusTaxonomies.MspPodcast17, "MSP-Podcast: licensed by the University of Texas at Dallas, on request; nothing of it may be passed on.", options)
{
    private const string Expected = "the MSP-Podcast folder with Labels/labels_detailed.json and Labels/labels_consensus.json, and Audios/ and Transcripts/";

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CorpusFiles.RequireFolder(path, Expected);
        var consensus = await ReadConsensusAsync(Labels("labels_consensus.json", "labels_concensus.json"), cancellationToken).ConfigureAwait(false);
        var file = Labels("labels_detailed.json");
        var sound = Array.Find(["Audios", "Audio"], f => Directory.Exists(Path.Combine(path, f))) ?? "Audios";
        await foreach (var member in JsonElementStream.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            if (member.Name is null) throw new DatasetFormatException(file, member.Line, "The file should hold an object with a member for each sound file.", $"Expected: {Expected}.");
            if (!string.Equals(Path.GetFileName(member.Name), member.Name, StringComparison.Ordinal))
            {
                // A transcript is read as it is: "../../notes" must not end up in a report.
                session.Report(file, member.Line, $"\"{member.Name}\" is no file's name.");
                continue;
            }

            var transcript = Path.Combine(path, "Transcripts", Path.ChangeExtension(member.Name, ".txt"));
            var known = consensus.GetValueOrDefault(member.Name);
            if (known == default) session.Report(file, member.Line, $"\"{member.Name}\" is not in labels_consensus.json, so its speaker and split are not known.");
            else
            {
                yield return new ItemDraft(file, member.Line, Path.GetFileNameWithoutExtension(member.Name))
                {
                    Votes = [.. Workers(member.Value).Select(w => Vote(w, file, member.Line, session)).OfType<RaterVote>()],
                    SoundFile = Path.Combine(path, sound, member.Name),
                    Transcript = File.Exists(transcript) ? (await File.ReadAllTextAsync(transcript, cancellationToken).ConfigureAwait(false)).Trim() : null,
                    Speaker = known.Speaker,
                    Split = known.Split,
                };
            }
        }
    }

    private string Labels(params string[] names) =>
        CorpusFiles.FirstFile(path, [.. names.Select(n => Path.Combine("Labels", n)), .. names])
        ?? throw new DatasetFormatException(path, 0, $"The folder has no Labels/{names[0]}.", $"Expected: {Expected}.");

    // A few dozen bytes a clip: the two files are not in the same order.
    private static async Task<Dictionary<string, (string? Speaker, string Split)>> ReadConsensusAsync(string file, CancellationToken cancellationToken)
    {
        var clips = new Dictionary<string, (string? Speaker, string Split)>(StringComparer.Ordinal);
        await foreach (var member in JsonElementStream.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            var clip = member.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : member.Value;
            var speaker = JsonMember.Text(clip, "SpkrID");
            if (string.IsNullOrWhiteSpace(speaker) || speaker.Equals("Unknown", StringComparison.OrdinalIgnoreCase)) speaker = null;
            if (member.Name is not null) clips[member.Name] = (speaker, JsonMember.Text(clip, "Split_Set") ?? "");
        }

        return clips;
    }

    // { "WORKER1": { ... } } or, in sister corpora, [ { "Workers": [ { "Name": "WORKER1", ... } ] } ].
    private static IEnumerable<(string? Name, JsonElement Vote)> Workers(JsonElement clip)
    {
        if (clip.ValueKind == JsonValueKind.Array) return clip.EnumerateArray().SelectMany(Workers);
        if (clip.ValueKind != JsonValueKind.Object) return [];
        return clip.TryGetProperty("Workers", out var workers) && workers.ValueKind == JsonValueKind.Array
            ? workers.EnumerateArray().Select(w => (JsonMember.Text(w, "Name"), w))
            : clip.EnumerateObject().Select(p => (JsonMember.NameOf(p), p.Value));
    }

    private static RaterVote? Vote((string? Name, JsonElement Vote) worker, string file, long line, ReadingSession session)
    {
        if (JsonMember.Text(worker.Vote, "EmoClass_Major") is not { } major || string.IsNullOrWhiteSpace(major))
        {
            session.Report(file, line, $"The worker {worker.Name} has no EmoClass_Major.");
            return null;
        }

        var primary = Label(major);
        var secondary = Labels(JsonMember.Text(worker.Vote, "EmoClass_Second") ?? "").Select(Label).ToList();
        if (new[] { primary }.Concat(secondary).FirstOrDefault(l => session.Taxonomy.IndexOf(l) < 0) is not { } unknown)
            return new RaterVote(primary, secondary) { RaterId = worker.Name };
        session.Report(file, line, session.UnknownLabel(unknown));
        return null;

        static string Label(string text) => text.Trim().StartsWith("other", StringComparison.OrdinalIgnoreCase) ? "other" : text.Trim();

        // "Other-..." is the worker's own words, commas included, and always stands last.
        static IEnumerable<string> Labels(string text)
        {
            var other = text.IndexOf("Other", StringComparison.OrdinalIgnoreCase);
            var named = (other < 0 ? text : text[..other]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return other < 0 ? named : [.. named, "other"];
        }
    }
}
