using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Tests.Prompting;

public sealed class TemplatePromptTests
{
    private static readonly PromptInput Input = new("I {am} \"fine\"", EmotionTaxonomy.Paper4);

    [Fact]
    public void Ambiguous_Paper4_IsThePapersWording()
    {
        var prompt = EmotionPrompt.Ambiguous.Render(Input);

        prompt.Messages.Length.ShouldBe(2);
        prompt.SharedMessageCount.ShouldBe(1);
        Text(prompt.Messages[0]).ShouldBe(
            "Provide the likelihood (in percentages) that this audio represents each of the following emotions: anger, happiness, sadness, and neutral. "
            + "Use logical reasoning to determine the percentages, but do not include this reasoning in your response.");
        Text(prompt.Messages[1]).ShouldBe("Transcript: \"I {am} \"fine\"\"");
    }

    [Fact]
    public void Single_Paper4_IsThePapersWording() =>
        Text(EmotionPrompt.Single.Render(Input).Messages[0]).ShouldBe(
            "You are an expert in identifying emotions from speech. Predict the emotion of the audio from the choices [anger, happiness, sadness, neutral]. "
            + "Respond with only one of the emotion labels.");

    [Fact]
    public void Render_HolesAndDoubledBraces_AreFilled()
    {
        var prompt = new TemplatePrompt("own", "{{{label-count}}} {labels}", "{{x}} {text} {label-count} {text}", AnswerKind.Percentages).Render(Input);

        Text(prompt.Messages[0]).ShouldBe("{4} anger, happiness, sadness, neutral");
        Text(prompt.Messages[1]).ShouldBe("{x} I {am} \"fine\" 4 I {am} \"fine\"");
    }

    [Fact]
    public void Render_TwoLabels_AreJoinedWithoutComma() =>
        Text(new TemplatePrompt("own", "{labels-and}", "{text}", AnswerKind.Percentages).Render(Input with { Taxonomy = EmotionTaxonomy.FromNames("two", "calm", "tense") }).Messages[0])
            .ShouldBe("calm and tense");

    [Fact]
    public void Render_OtherLabelsInTurns_EachHasItsOwnWording()
    {
        var prompt = new TemplatePrompt("own", "{labels}", "{labels}: {text}", AnswerKind.Percentages);
        var two = Input with { Taxonomy = EmotionTaxonomy.FromNames("two", "calm", "tense") };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            prompt.Render(Input).Messages.Select(Text).ShouldBe(["anger, happiness, sadness, neutral", "anger, happiness, sadness, neutral: I {am} \"fine\""]);
            prompt.Render(two).Messages.Select(Text).ShouldBe(["calm, tense", "calm, tense: I {am} \"fine\""]);
        }
    }

    [Fact]
    public void Render_NoInstruction_HasOneMessageAndNothingShared()
    {
        var prompt = new TemplatePrompt("own", "", "{text}", AnswerKind.SingleLabel).Render(Input);

        prompt.Messages.Length.ShouldBe(1);
        prompt.Messages[0].Role.ShouldBe(PromptRole.User);
        prompt.SharedMessageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("", "no hole", "{text}")]
    [InlineData("", "{text} {emotion}", "{emotion}")]
    [InlineData("{text}", "{text}", "{text}")]
    [InlineData("", "{text} {labels", "no partner")]
    [InlineData("", "{text} }", "no partner")]
    public void Constructor_FaultyTemplate_SaysWhat(string instruction, string utterance, string message) =>
        Should.Throw<ArgumentException>(() => new TemplatePrompt("own", instruction, utterance, AnswerKind.SingleLabel)).Message.ShouldContain(message);

    [Fact]
    public void Constructor_NoName_Throws() => Should.Throw<ArgumentException>(() => new TemplatePrompt(" ", "", "{text}", AnswerKind.SingleLabel));

    private static string Text(PromptMessage message) => string.Concat(message.Parts.OfType<TextPart>().Select(p => p.Text));
}
