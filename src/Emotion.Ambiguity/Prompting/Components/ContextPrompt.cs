using System.Text;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting.Components;

/// <summary>Shows the model what was said before.</summary>
internal sealed class ContextPrompt(EmotionPrompt inner, int turns) : ComponentPrompt(inner, $"context{turns}")
{
    protected override PromptNeeds Own => PromptNeeds.Context;

    public override RenderedPrompt Render(PromptInput input)
    {
        var prompt = Inner.Render(input);
        if (input.Context.IsDefaultOrEmpty) return prompt;
        var text = new StringBuilder("Conversation so far:\n");
        foreach (var turn in input.Context.AsSpan(Math.Max(0, input.Context.Length - turns)..))
            text.Append(string.IsNullOrWhiteSpace(turn.Speaker) ? "" : $"{turn.Speaker}: ").Append(turn.Text).Append('\n');
        return Prepend(prompt, text.Append("Now:\n").ToString());
    }
}
