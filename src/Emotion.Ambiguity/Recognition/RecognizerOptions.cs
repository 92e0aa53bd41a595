using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Recognition;

/// <summary>How an <see cref="AmbiguousEmotionRecognizer"/> works. Immutable and thread-safe.</summary>
public sealed record RecognizerOptions
{
    /// <summary>The labels. The default is <see cref="EmotionTaxonomy.Ekman7"/>.</summary>
    public EmotionTaxonomy Taxonomy { get; init; } = EmotionTaxonomy.Ekman7;

    /// <summary>The question. The default is <see cref="EmotionPrompt.Single"/>.</summary>
    public EmotionPrompt Prompt { get; init; } = EmotionPrompt.Single;

    /// <summary>
    /// What the model gets of sound; words without sound are always read. Null, the default, for all that the recognizer was made of: both with an audio encoder and a
    /// transcriber, the voice alone without a transcriber, the transcript without an encoder.
    /// </summary>
    public InputMode? Input { get; init; }

    /// <summary>
    /// Tells how a voice sounds, for a prompt that asks (<see cref="EmotionPromptExtensions.WithCues"/>). Null, the default, for one that compares with the built-in reference clips.
    /// </summary>
    public CueDescriber? Cues { get; init; }

    /// <summary>Finds the examples for a prompt that shows any (<see cref="EmotionPromptExtensions.WithExamples"/>). The default is none.</summary>
    public IExampleRetriever? Examples { get; init; }

    /// <summary>
    /// The ways to read the answer, at least one, with different names; the first gives the result's distribution, all share one computation.
    /// The default is the likelihood of each label.
    /// </summary>
    public ImmutableArray<IDistributionExtractor> Extractors { get; init; } = [new LabelLikelihoodExtractor()];

    /// <summary>
    /// Corrects what the extractors that it names read, over all windows of an utterance; the others stay as they are. Over the same taxonomy, and every name
    /// is one of <see cref="Extractors"/>. A distribution that stands in for an unreadable answer is not calibrated. The default is none.
    /// </summary>
    public CalibrationProfile? Calibration { get; init; }

    /// <summary>What happens when the first extractor cannot read the answer. The default is to leave the item out.</summary>
    public InvalidAnswerPolicy InvalidAnswers { get; init; } = InvalidAnswerPolicy.Skip;

    /// <summary>The most tokens of an answer; null for 16 and 12 a label, which holds a list of percentages. At least 1.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Clips longer than this are recognised in windows, cut at quiet places. 1 second to 10 minutes. The default is 30 seconds.</summary>
    public TimeSpan MaxWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Utterances of <see cref="IAmbiguousEmotionRecognizer.RecognizeManyAsync"/> that are under way at once. At least 1. The default is 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>
    /// Whether activities carry what was said, the model's answer, the distribution, the utterance's name and the messages of errors. These are personal: the
    /// default is false, and then only names of models, prompts and extractors, counts and times leave the recognizer. Measurements never carry any of it.
    /// </summary>
    public bool EnableSensitiveData { get; init; }

    /// <summary>Who disposes the language model, the transcriber and the audio encoder. The default is the caller.</summary>
    public EngineOwnership Ownership { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        AddFaults(faults);
        Internal.OptionFaults.Throw(nameof(RecognizerOptions), faults, "options");
    }

    internal void AddFaults(List<string> faults)
    {
        if (Taxonomy is null) faults.Add("Taxonomy is null.");
        if (Prompt is null) faults.Add("Prompt is null.");
        if (Input is { } input && !Enum.IsDefined(input)) faults.Add($"Input has the unknown value {input}.");
        if (Prompt is not null && Prompt.Needs.HasFlag(PromptNeeds.Examples) && Examples is null) faults.Add($"The prompt \"{Prompt.Name}\" shows examples, but Examples is null; set a retriever, for example an ExampleIndex.");
        if (InvalidAnswers is null) faults.Add("InvalidAnswers is null.");
        if (Extractors.IsDefaultOrEmpty) faults.Add("There is no extractor; add one, for example LabelLikelihoodExtractor.");
        else faults.AddRange(Extractors.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"Two extractors are named \"{g.Key}\"; give each a name of its own."));
        AddCalibrationFaults(faults);
        if (MaxOutputTokens < 1) faults.Add($"MaxOutputTokens must be at least 1 but is {MaxOutputTokens}.");
        if (MaxWindow < TimeSpan.FromSeconds(1) || MaxWindow > TimeSpan.FromMinutes(10)) faults.Add($"MaxWindow must be from 1 second to 10 minutes but is {MaxWindow}.");
        if (Concurrency < 1) faults.Add($"Concurrency must be at least 1 but is {Concurrency}.");
        AddPolicyFault(faults);
        if (!Enum.IsDefined(Ownership)) faults.Add($"Ownership has the unknown value {Ownership}.");
    }

    private void AddPolicyFault(List<string> faults)
    {
        if (InvalidAnswers is null || Taxonomy is null) return;
        try
        {
            _ = InvalidAnswers.Replace(Taxonomy);
        }
        catch (ArgumentException fault)
        {
            faults.Add(Internal.OptionFaults.MessageOf(fault));
        }
    }

    private void AddCalibrationFaults(List<string> faults)
    {
        if (Calibration is null || Taxonomy is null || Extractors.IsDefaultOrEmpty) return;
        if (!Calibration.Taxonomy.Equals(Taxonomy)) faults.Add($"Calibration is over {Calibration.Taxonomy}, but Taxonomy is {Taxonomy}; use the one that it was fitted over.");
        var known = Extractors.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = Calibration.Entries.Select(e => e.Extractor).Where(e => !known.Contains(e)).ToArray();
        if (unknown.Length > 0)
            faults.Add($"Calibration is for the extractors {string.Join(", ", unknown)}, which are not among Extractors ({string.Join(", ", known)}); add them, or fit a calibration without them.");
    }
}
