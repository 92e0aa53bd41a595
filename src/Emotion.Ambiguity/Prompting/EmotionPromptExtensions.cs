using Emotion.Ambiguity.Prompting.Components;

namespace Emotion.Ambiguity.Prompting;

/// <summary>Adds to a prompt what is known beside the utterance. Each gives a new prompt; they combine in any order.</summary>
public static class EmotionPromptExtensions
{
    /// <summary>Tells the model in words how the voice sounds, after the utterance ("Voice: pitch: high; loudness: low"). Left out where no cues were measured.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <returns>A prompt named "...+cues" that needs <see cref="PromptNeeds.Cues"/>.</returns>
    public static EmotionPrompt WithCues(this EmotionPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return new CuePrompt(prompt);
    }

    /// <summary>Shows the model the last turns of the conversation, before the utterance. Left out where there are none.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="turns">The most turns to show, 1 or more.</param>
    /// <returns>A prompt named "...+contextN" that needs <see cref="PromptNeeds.Context"/>.</returns>
    public static EmotionPrompt WithContext(this EmotionPrompt prompt, int turns)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(turns);
        return new ContextPrompt(prompt, turns);
    }

    /// <summary>Shows the model utterances with votes that are like this one, the most alike last. Left out where none were found.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="count">The most examples to show, 1 or more.</param>
    /// <param name="layout">How they stand in the prompt.</param>
    /// <returns>A prompt named "...+fewshotN" that needs <see cref="PromptNeeds.Examples"/>.</returns>
    public static EmotionPrompt WithExamples(this EmotionPrompt prompt, int count, FewShotLayout layout = FewShotLayout.Turns)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!Enum.IsDefined(layout)) throw new ArgumentOutOfRangeException(nameof(layout), layout, "Unknown layout.");
        return new FewShotPrompt(prompt, count, layout);
    }
}
