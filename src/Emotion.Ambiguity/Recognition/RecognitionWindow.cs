using System.Collections.Immutable;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition;

/// <summary>A stretch of a clip that was recognised on its own. Immutable and thread-safe.</summary>
public sealed record RecognitionWindow
{
    /// <summary>Where it begins, from the start of the clip; zero for words without sound.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it is; null for words without sound.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The words that the model saw; empty where it only heard.</summary>
    public required string Text { get; init; }

    /// <summary>The transcript with times and confidences; null where the words were given or not asked for.</summary>
    public Transcript? Transcript { get; init; }

    /// <summary>How the voice sounds, in the words that the model was told; null where the prompt does not ask.</summary>
    public string? Cues { get; init; }

    /// <summary>The model's answer, or null where no extractor needed one.</summary>
    public string? GeneratedText { get; init; }

    /// <summary>What every extractor read, in the order of the recognizer's extractors; never calibrated, because calibrators are fitted on whole utterances.</summary>
    public required ImmutableArray<NamedExtraction> Extractions { get; init; }

    /// <summary>Measurements.</summary>
    public required WindowDiagnostics Diagnostics { get; init; }
}
