using System.Collections.Immutable;

namespace Emotion.Ambiguity.Speech;

/// <summary>The words of a clip. Immutable and thread-safe.</summary>
public sealed record Transcript
{
    /// <summary>Nothing was said.</summary>
    public static Transcript Empty { get; } = new() { Text = "" };

    /// <summary>The text, without surrounding white space; empty where nothing was said.</summary>
    public required string Text { get; init; }

    /// <summary>The words in order; empty where the transcriber gives none.</summary>
    public ImmutableArray<TranscriptWord> Words { get; init; } = [];

    /// <summary>The language as a two-letter code ("en"), or null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>How likely it is that nobody speaks, 0 to 1, or null where the transcriber does not say. Over several segments: the lowest.</summary>
    public double? NoSpeechProbability { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
