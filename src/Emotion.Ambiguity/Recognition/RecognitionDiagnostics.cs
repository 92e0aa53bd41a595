using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Recognition;

/// <summary>How a result came about, so that a caller can see why. Immutable and thread-safe.</summary>
public sealed record RecognitionDiagnostics
{
    /// <summary>The language model.</summary>
    public required string LanguageModelId { get; init; }

    /// <summary>The transcriber's model, or null where none was needed.</summary>
    public string? TranscriberId { get; init; }

    /// <summary>The audio encoder's model, or null where the model did not hear.</summary>
    public string? AudioEncoderId { get; init; }

    /// <summary>What the model got of the utterance.</summary>
    public InputMode Input { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The extractor whose distribution is the result's.</summary>
    public required string PrimaryExtractor { get; init; }

    /// <summary>Where the model's chat layout comes from. Plain text means that the model may not have been asked the way it was trained.</summary>
    public ChatTemplateSource ChatTemplate { get; init; }

    /// <summary>The policy that gave the distribution because no answer could be read, or null where one could.</summary>
    public string? AppliedPolicy { get; init; }

    /// <summary>
    /// Why the calibration may not fit: it was fitted on the answers of another model or prompt. Null where they are the same or not recorded, and without one.
    /// </summary>
    public string? CalibrationWarning { get; init; }

    /// <summary>Windows without a readable answer that the result leaves out.</summary>
    public int InvalidWindows { get; init; }

    /// <summary>From the call to the result.</summary>
    public TimeSpan TotalTime { get; init; }
}
