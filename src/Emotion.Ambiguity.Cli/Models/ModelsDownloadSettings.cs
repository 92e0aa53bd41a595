namespace Emotion.Ambiguity.Cli.Models;

/// <summary>The options of models download, as written.</summary>
internal sealed record ModelsDownloadSettings
{
    public required IReadOnlyList<string> Names { get; init; }

    public required string Folder { get; init; }

    public string? Mirror { get; init; }

    public string? Proxy { get; init; }

    public string? Sha256 { get; init; }

    public bool Json { get; init; }
}
