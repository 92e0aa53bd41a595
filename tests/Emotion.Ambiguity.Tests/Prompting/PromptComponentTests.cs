using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Prompting;

public sealed class PromptComponentTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.Paper4;

    private static readonly PromptInput Rich = new("Fine.", Labels)
    {
        Cues = "pitch: low",
        Context = [new("Anna", "Are you coming?"), new(null, "Later."), new("Anna", "How are you?")],
        Examples =
        [
            new("I won!", EmotionDistribution.FromVotes(Labels, [0, 3, 0, 1])),
            new("Go away.", EmotionDistribution.FromVotes(Labels, [2, 0, 2, 0])),
            new("Never shown.", EmotionDistribution.Uniform(Labels)),
        ],
    };

    [Fact]
    public void WithCues_CuesKnown_StandAfterTheUtterance()
    {
        HearingPromptTests.Layout(EmotionPrompt.Single.WithCues(), Rich).ShouldBe("Transcript: \"Fine.\"\nVoice: pitch: low");
        HearingPromptTests.Layout(EmotionPrompt.Single.WithCues(), Rich with { Cues = null }).ShouldBe("Transcript: \"Fine.\"");
    }

    [Fact]
    public void WithContext_MoreTurnsThanAskedFor_LastOnesStandBeforeTheUtterance()
    {
        HearingPromptTests.Layout(EmotionPrompt.Single.WithContext(2), Rich).ShouldBe("Conversation so far:\nLater.\nAnna: How are you?\nNow:\nTranscript: \"Fine.\"");
        HearingPromptTests.Layout(EmotionPrompt.Single.WithContext(2), Rich with { Context = [] }).ShouldBe("Transcript: \"Fine.\"");
    }

    [Fact]
    public void WithExamples_Turns_AnswersAreInThePromptsOwnForm_MostAlikeLast()
    {
        var single = EmotionPrompt.Single.WithExamples(2).Render(Rich);
        single.Messages.Select(m => (m.Role, m.Text)).Skip(1).ShouldBe(
        [
            (PromptRole.User, "Transcript: \"Go away.\""), (PromptRole.Assistant, "anger"),
            (PromptRole.User, "Transcript: \"I won!\""), (PromptRole.Assistant, "happiness"),
            (PromptRole.User, "Transcript: \"Fine.\""),
        ]);
        single.SharedMessageCount.ShouldBe(1);
        EmotionPrompt.Ambiguous.WithExamples(1).Render(Rich).Messages[2].Text.ShouldBe("happiness: 75%, neutral: 25%, anger: 0%, sadness: 0%");
    }

    [Fact]
    public void WithExamples_List_VotesWhateverThePromptAsksFor() =>
        HearingPromptTests.Layout(EmotionPrompt.Single.WithExamples(1, FewShotLayout.List), Rich).ShouldBe(
            "How listeners voted on others:\n\"I won!\" - happiness: 75%, neutral: 25%, anger: 0%, sadness: 0%\nNow:\nTranscript: \"Fine.\"");

    [Fact]
    public void All_InAnyOrder_ComposeAndTellTheirNeeds()
    {
        var prompt = EmotionPrompt.Single.WithExamples(1).WithCues().WithContext(1);
        prompt.Name.ShouldBe("single+fewshot1+cues+context1");
        prompt.Needs.ShouldBe(PromptNeeds.Cues | PromptNeeds.Context | PromptNeeds.Examples);
        prompt.ExampleCount.ShouldBe(1);
        prompt.AnswerKind.ShouldBe(AnswerKind.SingleLabel);
        var rendered = prompt.Render(Rich with { Audio = new AudioEmbeddings(new float[2], 2) });
        rendered.Messages.Length.ShouldBe(4);
        HearingPromptTests.Layout(rendered.Messages[^1]).ShouldBe("Conversation so far:\nAnna: How are you?\nNow:\n<1x2>\nTranscript: \"Fine.\"\nVoice: pitch: low");
        var other = EmotionPrompt.Single.WithContext(1).WithCues().WithExamples(1).Render(Rich);
        other.Messages[^1].Text.ShouldBe("Conversation so far:\nAnna: How are you?\nNow:\nTranscript: \"Fine.\"\nVoice: pitch: low");
        other.Messages[1].Text.ShouldBe("Transcript: \"I won!\"");
    }

    [Fact]
    public void All_PromptWithoutAnInstruction_NothingIsShared() =>
        new TemplatePrompt("own", "", "{text}", AnswerKind.SingleLabel).WithExamples(1).WithContext(1).Render(Rich).SharedMessageCount.ShouldBe(0);

    [Fact]
    public void Counts_BelowOne_ArgumentOutOfRangeException()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => EmotionPrompt.Single.WithContext(0));
        Should.Throw<ArgumentOutOfRangeException>(() => EmotionPrompt.Single.WithExamples(0));
    }
}
