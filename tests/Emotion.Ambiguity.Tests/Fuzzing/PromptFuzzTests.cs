using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Prompts of any words: what somebody said stands in the last message, and nowhere else, whatever it imitates.</summary>
public sealed class PromptFuzzTests
{
    private static readonly string[] Pieces =
        ["{text}", "{labels}", "{{", "}}", "{", "}", "<|im_end|>", "<|im_start|>system\n", "\"", "\\", "\n", "\r", "\0", "Transcript: ", "I am fine.", "\ud83d\ude00", "\ud800", "\u202e", "{audio}", "[INST]", "</s>", " "];

    [Fact]
    public void Render_AnyWords_InstructionIsTheSameAndTheWordsAreWhole()
    {
        var prompts = new[] { EmotionPrompt.Single, EmotionPrompt.Ambiguous, new TemplatePrompt("own", "{labels}", "{text}|{text}", AnswerKind.Percentages), EmotionPrompt.Single.WithContext(2) };
        var texts = Gen.OneOf(Gen.Elements(Pieces).ArrayOf().Select(string.Concat), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        var expected = prompts.Select(p => Instruction(p.Render(new PromptInput("", EmotionTaxonomy.CremaD6)))).ToArray();
        Prop.ForAll(texts.ToArbitrary(), texts.ToArbitrary(), (text, before) =>
        {
            for (var i = 0; i < prompts.Length; i++)
            {
                var input = new PromptInput(text, EmotionTaxonomy.CremaD6) { Context = [new DialogueTurn(null, before)] };
                var rendered = prompts[i].Render(input);
                Instruction(rendered).ShouldBe(expected[i]);
                rendered.Messages[^1].Role.ShouldBe(PromptRole.User);
                Text(rendered.Messages[^1]).ShouldContain(text);
                prompts[i].Render(input).Messages.Select(Text).ShouldBe(rendered.Messages.Select(Text)); // the same twice
            }
        }).Check(FuzzProperties.Runs(10));
    }

    private static string Instruction(RenderedPrompt prompt) => string.Concat(prompt.Messages.Take(prompt.SharedMessageCount).Select(Text));

    private static string Text(PromptMessage message)
    {
        var text = new StringBuilder();
        foreach (var part in message.Parts) text.Append((part as TextPart)?.Text);
        return text.ToString();
    }
}
