using System.Collections.Immutable;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>What a predictor made of one item: the distribution of each extractor, or why the item failed. Immutable and thread-safe.</summary>
public sealed record ItemPrediction
{
    private ItemPrediction()
    {
    }

    /// <summary>The item's id.</summary>
    public required string Id { get; init; }

    /// <summary>What every extractor read, in the order of the source's extractors; empty where the item failed.</summary>
    public ImmutableArray<NamedExtraction> Extractions { get; private init; } = [];

    /// <summary>The words that were heard, where the utterance was sound; else null.</summary>
    public string? Words { get; init; }

    /// <summary>The model's answer, where it gave one; else null.</summary>
    public string? Answer { get; init; }

    /// <summary>Why the item failed; null where it did not.</summary>
    public string? Error { get; private init; }

    /// <summary>A prediction.</summary>
    /// <param name="id">The item's id.</param>
    /// <param name="extractions">What every extractor read.</param>
    /// <returns>The prediction.</returns>
    public static ItemPrediction Of(string id, ImmutableArray<NamedExtraction> extractions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (extractions.IsDefaultOrEmpty) throw new ArgumentException($"The prediction of \"{id}\" has no extraction.", nameof(extractions));
        return new() { Id = id, Extractions = extractions };
    }

    /// <summary>An item that has a fault of its own, such as a sound file that cannot be read.</summary>
    /// <param name="id">The item's id.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <returns>The prediction, without extractions.</returns>
    public static ItemPrediction Failed(string id, string error)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new() { Id = id, Error = error };
    }
}
