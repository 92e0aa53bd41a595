using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels;

/// <summary>The messages of a prompt, ready for a model; the engine lays them out with the model's own chat template. Immutable and thread-safe.</summary>
public sealed class RenderedPrompt
{
    /// <summary>Creates a prompt.</summary>
    /// <param name="messages">At least one message; the model answers after the last.</param>
    /// <param name="sharedMessageCount">How many of the first messages are the same for all utterances; engines compute them once.</param>
    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above the number of messages.</exception>
    public RenderedPrompt(ImmutableArray<PromptMessage> messages, int sharedMessageCount = 0)
    {
        if (messages.IsDefaultOrEmpty) throw new ArgumentException("A prompt needs at least one message.", nameof(messages));
        ArgumentOutOfRangeException.ThrowIfNegative(sharedMessageCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sharedMessageCount, messages.Length);
        (Messages, SharedMessageCount) = (messages, sharedMessageCount);
    }

    /// <summary>The messages, in order.</summary>
    public ImmutableArray<PromptMessage> Messages { get; }

    /// <summary>How many of the first messages are the same for all utterances.</summary>
    public int SharedMessageCount { get; }
}
