namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>What passed between the arrival of a segment's last sample of speech and its result. Immutable and thread-safe.</summary>
/// <param name="Detection">Until it was known that the speech was over: in real time the pause that ends a segment, and the chunk that the end lay in.</param>
/// <param name="Queue">Until the recognizer began: it had segments before this one to do.</param>
/// <param name="Compute">Until the recognizer was done.</param>
public sealed record StreamingLatency(TimeSpan Detection, TimeSpan Queue, TimeSpan Compute)
{
    /// <summary>All of it. A caller that takes its time before asking for the update adds to it, and is not counted.</summary>
    public TimeSpan Total => Detection + Queue + Compute;
}
