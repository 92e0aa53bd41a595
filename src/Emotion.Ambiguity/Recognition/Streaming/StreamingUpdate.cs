using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>News of a live stream: a <see cref="StreamingSegment"/>, or at the end the <see cref="StreamingSummary"/>. Immutable and thread-safe.</summary>
public abstract record StreamingUpdate
{
    // Closed: the two kinds are all there are.
    private protected StreamingUpdate()
    {
    }

    /// <summary>
    /// The distribution of the speech so far, the latest weighing most; null before the first readable answer. With p_i the distribution of the i-th segment
    /// whose answer was read, d_i the speech in it, D_i the speech in those after it, and H the half-life:
    /// sum_i w_i p_i / sum_i w_i, where w_i = (1 - 2^(-d_i / H)) * 2^(-D_i / H).
    /// </summary>
    /// <remarks>
    /// A segment that failed, or whose answer could not be read, counts as silence: it moves nothing and ages nothing, also where the recognizer's
    /// <see cref="InvalidAnswerPolicy"/> gave it a distribution, because that says nothing about the speaker.
    /// </remarks>
    public EmotionDistribution? Running { get; init; }
}
