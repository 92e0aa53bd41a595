using System.Runtime.CompilerServices;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>RAVDESS (Livingstone &amp; Russo, PLoS ONE 2018): names of sound files. They say what was intended; there are no votes.</summary>
internal sealed class RavdessDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, CorpusTaxonomies.Ravdess8, "RAVDESS: CC BY-NC-SA 4.0; cite Livingstone & Russo 2018.", options)
{
    private const string Expected = "the RAVDESS folder with Actor_01/03-01-01-01-01-01-01.wav and so on";

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false); // names only: nothing to wait for
        foreach (var file in CorpusFiles.Find(path, Expected, SearchOption.AllDirectories, "*.wav"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Parse(file) is { } draft) yield return draft;
            else session.Report(file, 0, "The name should be seven numbers: modality, channel, emotion (1 to 8), intensity, statement, repetition, actor, as in 03-01-06-01-02-01-12.wav.");
        }
    }

    private ItemDraft? Parse(string file)
    {
        var codes = Path.GetFileNameWithoutExtension(file).Split('-');
        if (codes.Length != 7 || !Array.TrueForAll(codes, c => c.Length == 2 && c.All(char.IsAsciiDigit))) return null;
        var emotion = (codes[2][0] - '0') * 10 + (codes[2][1] - '0');
        if (emotion < 1 || emotion > Taxonomy.Count) return null;
        return new ItemDraft(file, 0, Path.GetFileNameWithoutExtension(file))
        {
            Source = VoteSource.None,
            SoundFile = file,
            Transcript = codes[4] switch { "01" => "Kids are talking by the door.", "02" => "Dogs are sitting by the door.", _ => null },
            Speaker = codes[6],
            Split = codes[1] is "02" ? "song" : "speech",
            Intended = Taxonomy[emotion - 1].Name,
        };
    }
}
