using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>What came of one segment of speech: a result, or its own error. Immutable and thread-safe.</summary>
public sealed record StreamingSegment : StreamingUpdate
{
    /// <summary>The segment's number in the stream, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>Where it begins, padding and all, from the start of the stream.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>How long it is, padding and all.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Where the speech itself was first heard, from the start of the stream.</summary>
    public required TimeSpan SpeechStart { get; init; }

    /// <summary>Where the speech itself was last heard, from the start of the stream.</summary>
    public required TimeSpan SpeechEnd { get; init; }

    /// <summary>Why it ended.</summary>
    public required SpeechSegmentEnd EndedBy { get; init; }

    /// <summary>The result, or null where it failed. Its times are from the start of the segment.</summary>
    public RecognitionResult? Result { get; init; }

    /// <summary>Why it failed, or null where there is a result. The stream goes on.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether there is a result. Its answer may still have been unreadable: see <see cref="RecognitionResult.IsValid"/>.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Result is not null;

    /// <summary>How long it took.</summary>
    public required StreamingLatency Latency { get; init; }
}
