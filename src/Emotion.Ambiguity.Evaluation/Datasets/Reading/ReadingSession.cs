using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>One reading of a dataset: makes items of drafts and says what is wrong with rows. One caller at a time.</summary>
internal sealed class ReadingSession(string datasetName, EmotionTaxonomy taxonomy, DatasetOptions options)
{
    private readonly IdSet _seen = new();

    public EmotionTaxonomy Taxonomy => taxonomy;

    public DatasetOptions Options => options;

    public void Report(string file, long line, string reason)
    {
        if (options.Problems is not { } log)
            throw new DatasetFormatException(file, line, reason, $"Correct the file, or give {nameof(DatasetOptions)}.{nameof(DatasetOptions.Problems)} a log to have bad rows reported and counted.");
        log.Add(new DatasetProblem(file, line, reason));
    }

    /// <summary>The item, or null where the draft is none; that is then reported.</summary>
    public AnnotatedUtterance? Build(ItemDraft draft)
    {
        if (Fault(draft) is { } fault)
        {
            Report(draft.File, draft.Line, fault);
            return null;
        }

        var sound = options.Content == UtteranceContent.Text || !SoundExists(draft) ? null : draft.SoundFile;
        var utterance = sound is not null ? Utterance.FromFile(sound, draft.Id) : Utterance.FromText(draft.Transcript!, draft.Id);
        if (options.Content == UtteranceContent.SoundAndText) utterance = utterance.WithText(draft.Transcript!);
        if (!string.IsNullOrWhiteSpace(draft.Speaker)) utterance = utterance.WithSpeaker(draft.Speaker);
        return new AnnotatedUtterance(utterance, taxonomy, draft.Votes)
        {
            Source = draft.Votes.IsEmpty && !(draft.LeftOutWeight > 0) ? VoteSource.None : draft.Source,
            LeftOutWeight = draft.LeftOutWeight,
            Transcript = draft.Transcript,
            Speaker = draft.Speaker,
            Dialogue = draft.Dialogue,
            Turn = draft.Turn,
            Split = draft.Split,
            Intended = draft.Intended is null ? null : taxonomy[taxonomy.IndexOf(draft.Intended)],
        };
    }

    private string? Fault(ItemDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Id)) return "The row has no id.";
        foreach (var vote in draft.Votes)
        {
            foreach (var label in (IEnumerable<string>)[vote.PrimaryLabel, .. vote.SecondaryLabels])
                if (taxonomy.IndexOf(label) < 0) return UnknownLabel(label);
        }

        if (draft.Intended is { } intended && taxonomy.IndexOf(intended) < 0) return UnknownLabel(intended);
        if (draft.Source != VoteSource.None && !draft.Votes.Any(v => v.Weight > 0) && !(draft.LeftOutWeight > 0)) return $"The item \"{draft.Id}\" has no votes.";
        var needsSound = options.Content is UtteranceContent.Sound or UtteranceContent.SoundAndText;
        var needsWords = options.Content is UtteranceContent.Text or UtteranceContent.SoundAndText;
        if (needsSound && !SoundExists(draft)) return $"The sound file of the item \"{draft.Id}\" is missing: {draft.SoundFile ?? "the corpus names none"}.";
        if (draft.Transcript is null && (needsWords || !SoundExists(draft)))
            return $"The item \"{draft.Id}\" has no words{(needsWords ? "" : " and no sound file" + (draft.SoundFile is { } f ? $" ({f})" : ""))}.";
        return _seen.Add(draft.Id) ? null : $"The id \"{draft.Id}\" stands twice; the first one is kept.";
    }

    public string UnknownLabel(string label) => $"\"{label}\" is no label of the dataset {datasetName}: {taxonomy}.";

    private static bool SoundExists(ItemDraft draft) => draft.SoundFile is { } file && File.Exists(file);
}
