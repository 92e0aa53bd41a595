using System.Collections.Immutable;
using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting.Components;

/// <summary>Shows the model utterances with votes that are like this one; the most alike stands last, next to the question.</summary>
internal sealed class FewShotPrompt(EmotionPrompt inner, int count, FewShotLayout layout) : ComponentPrompt(inner, $"fewshot{count}")
{
    protected override PromptNeeds Own => PromptNeeds.Examples;

    public override int ExampleCount => Math.Max(count, Inner.ExampleCount);

    public override RenderedPrompt Render(PromptInput input)
    {
        var prompt = Inner.Render(input);
        if (input.Examples.IsDefaultOrEmpty) return prompt;
        var examples = input.Examples.Take(count).Reverse();
        if (layout == FewShotLayout.List)
            return Prepend(prompt, $"How listeners voted on others:\n{string.Concat(examples.Select(e => $"\"{e.Text}\" - {Percentages(e.Votes)}\n"))}Now:\n");

        var turns = examples.SelectMany(e => new[] { Inner.Render(new PromptInput(e.Text, input.Taxonomy)).Messages[^1], new PromptMessage(PromptRole.Assistant, Answer(e.Votes)) });
        var before = prompt.Messages.Length - 1;
        return new RenderedPrompt([.. prompt.Messages[..before], .. turns, prompt.Messages[^1]], Math.Min(prompt.SharedMessageCount, before));
    }

    private string Answer(EmotionDistribution votes) => AnswerKind == AnswerKind.Percentages ? Percentages(votes) : votes.Taxonomy[votes.TopIndex].Name;

    private static string Percentages(EmotionDistribution votes) =>
        string.Join(", ", votes.Top(votes.Taxonomy.Count).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Label.Name}: {l.Probability * 100:0}%")));
}
