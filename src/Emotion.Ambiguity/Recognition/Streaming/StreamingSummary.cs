using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>The last update of a stream that ended: where its samples went, and what came of its segments. Immutable and thread-safe.</summary>
public sealed record StreamingSummary : StreamingUpdate
{
    /// <summary>Where the samples went: each is in a segment or in silence.</summary>
    public required SpeechTally Samples { get; init; }

    /// <summary>Segments whose answer was read; they made <see cref="StreamingUpdate.Running"/>.</summary>
    public required long Readable { get; init; }

    /// <summary>Segments whose answer could not be read, whatever the recognizer's policy made of them.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Segments that ended in an error.</summary>
    public required long Failed { get; init; }
}
