using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>What a file of predictions holds: its first line. Immutable and thread-safe.</summary>
/// <remarks>A run goes on with a file only where all of this is the same.</remarks>
public sealed record PredictionHeader
{
    /// <summary>The source's name.</summary>
    public required string Source { get; init; }

    /// <summary>The language model, for reports; null where it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt, for reports; null where there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>The names of the extractors.</summary>
    public required ImmutableArray<string> Extractors { get; init; }

    /// <summary>The names of the labels.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Whatever else changes the predictions: the prompt's words, the model file's size, options.</summary>
    public required ImmutableSortedDictionary<string, string> Fingerprint { get; init; }

    /// <summary>What is different in another header, in words; empty where nothing is.</summary>
    internal ImmutableArray<string> DifferencesTo(PredictionHeader other)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        Compare("the source", Source, other.Source);
        Compare("the model", Model, other.Model);
        Compare("the prompt", Prompt, other.Prompt);
        Compare("the extractors", string.Join(", ", Extractors), string.Join(", ", other.Extractors));
        Compare("the labels", string.Join(", ", Labels), string.Join(", ", other.Labels));
        Compare("the dataset", Dataset, other.Dataset);
        foreach (var key in Fingerprint.Keys.Union(other.Fingerprint.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Compare(key, Fingerprint.GetValueOrDefault(key), other.Fingerprint.GetValueOrDefault(key));
        return differences.ToImmutable();

        void Compare(string what, string? mine, string? theirs)
        {
            if (!string.Equals(mine, theirs, StringComparison.Ordinal)) differences.Add($"{what}: \"{mine}\" there, \"{theirs}\" now");
        }
    }
}
