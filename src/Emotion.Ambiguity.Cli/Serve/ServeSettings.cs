using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>The options of the serve command, as written.</summary>
internal sealed record ServeSettings
{
    public required string Host { get; init; }

    /// <summary>0 for any that is free.</summary>
    public required int Port { get; init; }

    public required string Taxonomy { get; init; }

    /// <summary>Whether <see cref="Taxonomy"/> was left to the tool, so that a probe may bring its own.</summary>
    public bool TaxonomyIsDefault { get; init; }

    public required string Prompt { get; init; }

    public required IReadOnlyList<string> Extractors { get; init; }

    public string? Model { get; init; }

    public InputMode? Input { get; init; }

    public string? Calibration { get; init; }

    public string? Probe { get; init; }

    public required ComputeSettings Compute { get; init; }

    public required EmotionRecognitionEndpointOptions Limits { get; init; }
}
