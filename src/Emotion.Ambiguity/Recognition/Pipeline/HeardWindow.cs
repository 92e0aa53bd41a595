using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>What is known of a stretch of an utterance before the language model is asked.</summary>
/// <param name="Input">What the prompt is written from.</param>
internal sealed record HeardWindow(PromptInput Input)
{
    public TimeSpan Start { get; init; }

    /// <summary>Null for words without sound.</summary>
    public TimeSpan? Duration { get; init; }

    public Transcript? Transcript { get; init; }

    public TimeSpan TranscriptionTime { get; init; }

    public TimeSpan EncodingTime { get; init; }
}
