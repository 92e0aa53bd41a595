using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>The options of the recognize command, as written.</summary>
internal sealed record RecognizeSettings
{
    public required IReadOnlyList<Utterance> Utterances { get; init; }

    public required string Taxonomy { get; init; }

    public required string Prompt { get; init; }

    public required IReadOnlyList<string> Extractors { get; init; }

    public string? Model { get; init; }

    public InputMode? Input { get; init; }

    public string? Calibration { get; init; }

    /// <summary>A probe's file, or null.</summary>
    public string? Probe { get; init; }

    /// <summary>Whether <see cref="Taxonomy"/> was left to the tool, so that a probe may bring its own.</summary>
    public bool TaxonomyIsDefault { get; init; }

    public string? Votes { get; init; }

    public required ComputeSettings Compute { get; init; }

    public bool Json { get; init; }
}
