using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>The options of the compare command, as written.</summary>
internal sealed record CompareSettings
{
    public required IReadOnlyList<Utterance> Utterances { get; init; }

    public required string Taxonomy { get; init; }

    public required IReadOnlyList<string> Prompts { get; init; }

    public required IReadOnlyList<string> Extractors { get; init; }

    /// <summary>Files; null is the embedded model.</summary>
    public required IReadOnlyList<string?> Models { get; init; }

    /// <summary>What the model gets; null is the default.</summary>
    public required IReadOnlyList<InputMode?> Inputs { get; init; }

    public string? Votes { get; init; }

    /// <summary>The folder or file that pictures go to, or null.</summary>
    public string? Chart { get; init; }

    public required ComputeSettings Compute { get; init; }

    public bool Json { get; init; }
}
