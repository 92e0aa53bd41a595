using System.Runtime.CompilerServices;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>EmotionLines (Chen et al., LREC 2018) and EmotionX: JSON arrays of dialogues, each line with its five votes as a string of counts.</summary>
internal sealed class EmotionLinesDataset(string name, string path, DatasetOptions options)
    : CorpusDataset(name, EmotionTaxonomy.Ekman7, "EmotionLines: for research; the Friends dialogues are from a television series and not free. Cite Chen et al. 2018.", options)
{
    /// <summary>Which label each digit of "annotation" counts, by the corpus's readme.</summary>
    private static readonly string[] Digits = ["neutral", "joy", "sadness", "fear", "anger", "surprise", "disgust"];

    protected override async IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in CorpusFiles.Find(path, "a JSON file of EmotionLines or EmotionX (friends_train.json, ...), or a folder of them", SearchOption.TopDirectoryOnly, "*.json"))
        {
            var dialogueIndex = -1;
            await foreach (var dialogue in JsonElementStream.ReadAsync(file, cancellationToken).ConfigureAwait(false))
            {
                dialogueIndex++;
                if (dialogue.Value.ValueKind != JsonValueKind.Array)
                {
                    session.Report(file, dialogue.Line, $"The dialogue {dialogueIndex} should be an array of lines.");
                    continue;
                }

                foreach (var (line, turn) in dialogue.Value.EnumerateArray().Select((l, i) => (l, i)))
                    if (Parse(file, dialogue.Line, dialogueIndex, turn, line, session) is { } draft) yield return draft;
            }
        }
    }

    // Lines are those of the dialogue's start: inside it, the parser does not say where it stands.
    private static ItemDraft? Parse(string file, long line, int dialogue, int turn, JsonElement element, ReadingSession session)
    {
        var group = $"{Path.GetFileNameWithoutExtension(file)}-{dialogue}";
        var annotation = JsonMember.Text(element, "annotation");
        if (annotation is null || annotation.Length != Digits.Length || !annotation.All(char.IsAsciiDigit))
        {
            session.Report(file, line, $"Turn {turn} of this dialogue: \"annotation\" should be {Digits.Length} digits, the votes for {string.Join(", ", Digits)}, but is \"{annotation}\".");
            return null;
        }

        return new ItemDraft(file, line, $"{group}-{turn}")
        {
            Votes = Votes.FromCounts(Digits.Select((label, i) => (label, annotation[i] - '0'))),
            Transcript = JsonMember.Text(element, "utterance"),
            Speaker = JsonMember.Text(element, "speaker"),
            Dialogue = group,
            Turn = turn,
            Split = CorpusFiles.SplitOf(file),
        };
    }
}
