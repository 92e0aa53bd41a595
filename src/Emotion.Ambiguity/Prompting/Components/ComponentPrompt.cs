using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting.Components;

/// <summary>A prompt that adds something to another one; they nest in any order.</summary>
internal abstract class ComponentPrompt(EmotionPrompt inner, string name) : EmotionPrompt
{
    public override string Name { get; } = $"{inner.Name}+{name}";

    public override AnswerKind AnswerKind => inner.AnswerKind;

    public override PromptNeeds Needs => inner.Needs | Own;

    public override int ExampleCount => inner.ExampleCount;

    protected abstract PromptNeeds Own { get; }

    protected EmotionPrompt Inner => inner;

    /// <summary>Adds text before the utterance, in its own message, so that what is shared between utterances stays first.</summary>
    protected static RenderedPrompt Prepend(RenderedPrompt prompt, string text) => ReplaceLast(prompt, [new TextPart(text), .. prompt.Messages[^1].Parts]);

    /// <summary>Adds text after the utterance.</summary>
    protected static RenderedPrompt Append(RenderedPrompt prompt, string text) => ReplaceLast(prompt, [.. prompt.Messages[^1].Parts, new TextPart(text)]);

    private static RenderedPrompt ReplaceLast(RenderedPrompt prompt, ImmutableArray<PromptPart> parts) =>
        new(prompt.Messages.SetItem(prompt.Messages.Length - 1, new PromptMessage(prompt.Messages[^1].Role, parts)), Math.Min(prompt.SharedMessageCount, prompt.Messages.Length - 1));
}
