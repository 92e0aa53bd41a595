using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>What <see cref="RecognitionOptions"/> were set to, as written.</summary>
internal sealed record RecognitionSettings
{
    public required string Taxonomy { get; init; }

    /// <summary>Whether <see cref="Taxonomy"/> was left to the tool, so that a probe may bring its own.</summary>
    public bool TaxonomyIsDefault { get; init; }

    public required string Prompt { get; init; }

    public required IReadOnlyList<string> Extractors { get; init; }

    /// <summary>The language model's file, or null for the embedded one.</summary>
    public string? Model { get; init; }

    public InputMode? Input { get; init; }

    /// <summary>A profile's file, or null.</summary>
    public string? Calibration { get; init; }

    /// <summary>A probe's file, or null.</summary>
    public string? Probe { get; init; }

    public required ComputeSettings Compute { get; init; }
}
