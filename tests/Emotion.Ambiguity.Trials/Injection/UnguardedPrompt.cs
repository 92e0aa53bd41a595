using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Trials.Injection;

/// <summary>The built-in prompt without what guards it: the words stand without quotes, and control tokens in them count. For comparison only.</summary>
internal sealed class UnguardedPrompt(EmotionPrompt guarded, ITokenizer tokenizer) : EmotionPrompt
{
    public override string Name => guarded.Name + "-unguarded";

    public override AnswerKind AnswerKind => guarded.AnswerKind;

    public override RenderedPrompt Render(PromptInput input)
    {
        var messages = guarded.Render(input).Messages;
        var tokens = tokenizer.Tokenize("Transcript: " + input.Text, TokenizationMode.Template);
        return new RenderedPrompt([.. messages[..^1], new PromptMessage(PromptRole.User, [new TokenPart(tokens)])], messages.Length - 1);
    }
}
