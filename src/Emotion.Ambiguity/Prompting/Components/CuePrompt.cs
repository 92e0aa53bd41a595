using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting.Components;

/// <summary>Tells the model in words how the voice sounds.</summary>
internal sealed class CuePrompt(EmotionPrompt inner) : ComponentPrompt(inner, "cues")
{
    protected override PromptNeeds Own => PromptNeeds.Cues;

    public override RenderedPrompt Render(PromptInput input)
    {
        var prompt = Inner.Render(input);
        return string.IsNullOrEmpty(input.Cues) ? prompt : Append(prompt, $"\nVoice: {input.Cues}");
    }
}
