using System.Globalization;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>MELD (Poria et al., ACL 2019): train/dev/test_sent_emo.csv. It gives only what its three raters agreed on.</summary>
internal sealed class MeldDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, EmotionTaxonomy.Ekman7, "MELD: GPL-3.0; the dialogues are from a television series and not free. Cite Poria et al. 2019.", options)
{
    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Directory.Exists(Path.Combine(path, "data", "MELD")) ? Path.Combine(path, "data", "MELD") : path;
        foreach (var file in CorpusFiles.Find(folder, "the folder (or its data/MELD) with train_sent_emo.csv, dev_sent_emo.csv, test_sent_emo.csv", SearchOption.TopDirectoryOnly, "*_sent_emo.csv"))
        {
            var split = CorpusFiles.SplitOf(file) ?? Path.GetFileNameWithoutExtension(file);
            var rows = TableFile.ReadAsync(file, TableFormat.Of(file), ["Utterance", "Speaker", "Emotion", "Dialogue_ID", "Utterance_ID"], session, cancellationToken);
            await foreach (var row in rows.ConfigureAwait(false))
            {
                if (!int.TryParse(row["Utterance_ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var turn) || row.Optional("Emotion") is not { } emotion)
                {
                    session.Report(file, row.Line, "Utterance_ID should be a whole number and Emotion a label.");
                    continue;
                }

                var (dialogue, clip) = (row["Dialogue_ID"].Trim(), $"dia{row["Dialogue_ID"].Trim()}_utt{turn}");
                yield return new ItemDraft(file, row.Line, $"{split}-{clip}")
                {
                    Votes = [new RaterVote(emotion)],
                    Source = VoteSource.Consensus,
                    SoundFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, split, clip + ".wav"),
                    Transcript = row["Utterance"],
                    Speaker = row.Optional("Speaker"),
                    Dialogue = $"{split}-dia{dialogue}",
                    Turn = turn,
                    Split = split,
                };
            }
        }
    }
}
