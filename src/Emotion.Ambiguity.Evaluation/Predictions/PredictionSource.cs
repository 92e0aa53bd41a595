using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Where predictions come from: a model with a prompt and its extractors, or a file of answers. Opened when its turn comes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PredictionSource
{
    private readonly Func<CancellationToken, Task<IItemPredictor>> _open;

    private PredictionSource(string name, IEnumerable<string> extractors, Func<CancellationToken, Task<IItemPredictor>> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Extractors, _open) = (name, [.. extractors], open);
        if (Extractors.IsEmpty) throw new ArgumentException($"The source \"{name}\" has no extractor.", nameof(extractors));
    }

    /// <summary>A name of its own in the evaluation ("mini/single"); each extractor's row is named after it.</summary>
    public string Name { get; }

    /// <summary>The names of the extractors, each a configuration. They share one computation an item.</summary>
    public ImmutableArray<string> Extractors { get; }

    /// <summary>The language model, for the report; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The language model as its engine calls it (<see cref="LanguageModels.LanguageModelInfo.ModelId"/>), for calibrations that are saved; null where it is not known.</summary>
    public string? LanguageModelId { get; init; }

    /// <summary>The prompt, for the report; null where there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whatever else changes the predictions (the prompt's words, the model file's size, options): predictions of an earlier run are used only where it is the same.</summary>
    public ImmutableSortedDictionary<string, string> Fingerprint { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A recognizer.</summary>
    /// <param name="name">A name of its own.</param>
    /// <param name="extractors">The names of its extractors.</param>
    /// <param name="load">Loads it; not called where all predictions are there already. The evaluation disposes it.</param>
    /// <returns>The source.</returns>
    public static PredictionSource FromRecognizer(
        string name, IEnumerable<string> extractors, Func<CancellationToken, Task<IAmbiguousEmotionRecognizer>> load)
    {
        ArgumentNullException.ThrowIfNull(extractors);
        ArgumentNullException.ThrowIfNull(load);
        return new(name, extractors, async ct => new RecognizerPredictor(await load(ct).ConfigureAwait(false)));
    }

    /// <summary>Answers that some model gave before, in a CSV, TSV or JSONL file with the columns id (or clip) and answer.</summary>
    /// <remarks>They stand in the dataset's order, save for 4,096 lines; answers of other items may stand between them.</remarks>
    /// <param name="name">A name of its own.</param>
    /// <param name="file">The file.</param>
    /// <param name="taxonomy">The labels to look for: the dataset's.</param>
    /// <param name="extractor">Reads the answers.</param>
    /// <returns>The source.</returns>
    public static PredictionSource FromAnswers(string name, string file, EmotionTaxonomy taxonomy, TextDistributionExtractor extractor)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(extractor);
        return new(name, [extractor.Name], _ => Task.FromResult<IItemPredictor>(new AnswerFilePredictor(file, taxonomy, extractor)));
    }

    /// <summary>Any predictor.</summary>
    /// <param name="name">A name of its own.</param>
    /// <param name="extractors">The names of the extractions that it gives for each item.</param>
    /// <param name="open">Opens it; not called where all predictions are there already. The evaluation disposes it.</param>
    /// <returns>The source.</returns>
    public static PredictionSource FromPredictor(string name, IEnumerable<string> extractors, Func<CancellationToken, Task<IItemPredictor>> open)
    {
        ArgumentNullException.ThrowIfNull(extractors);
        ArgumentNullException.ThrowIfNull(open);
        return new(name, extractors, open);
    }

    internal Task<IItemPredictor> OpenAsync(CancellationToken cancellationToken) => _open(cancellationToken);
}
