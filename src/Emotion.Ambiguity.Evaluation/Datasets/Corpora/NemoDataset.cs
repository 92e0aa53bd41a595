using System.Runtime.CompilerServices;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>nEMO (Christop, LREC-COLING 2024), Polish: data.tsv (or .csv). It says what was intended; there are no votes.</summary>
internal sealed class NemoDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, CorpusTaxonomies.Nemo6, "nEMO: CC BY-NC-SA 4.0; cite Christop 2024.", options)
{
    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in CorpusFiles.Find(path, "the nEMO folder with data.tsv, and samples/ for the sound", SearchOption.TopDirectoryOnly, "data.tsv", "data.csv"))
        {
            var rows = TableFile.ReadAsync(file, TableFormat.Of(file), ["file_id", "emotion", "raw_text", "speaker_id"], session, cancellationToken);
            await foreach (var row in rows.ConfigureAwait(false))
            {
                var id = row["file_id"].Trim();
                yield return new ItemDraft(file, row.Line, Path.GetFileNameWithoutExtension(id))
                {
                    Source = VoteSource.None,
                    SoundFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "samples", Path.ChangeExtension(id, ".wav")),
                    Transcript = row["raw_text"],
                    Speaker = row.Optional("speaker_id"),
                    Intended = row["emotion"].Trim(),
                };
            }
        }
    }
}
