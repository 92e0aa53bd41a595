using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    [Fact]
    public void Info_SaysWhatItIsAndWhatItCanDo()
    {
        Model.Info.ModelId.ShouldNotBeNullOrWhiteSpace();
        Model.Info.Engine.ShouldNotBeNullOrWhiteSpace();
        Model.Info.Supports(LanguageModelCapabilities.ContinuationScores).ShouldBe(Has(ModelPart.ContinuationScores));
        var gives = Model.Info.Supports(LanguageModelCapabilities.StepLogits) || Model.Info.Supports(LanguageModelCapabilities.StepLogProbabilities);
        gives.ShouldBe(Has(ModelPart.StepLogits));
        Model.Info.Supports(LanguageModelCapabilities.Tokenizer).ShouldBe(Has(ModelPart.Tokenizer));
        (Model.Tokenizer is not null).ShouldBe(Has(ModelPart.Tokenizer));
        (Model.Info.ContextTokens > 0).ShouldBe(Has(ModelPart.ContextLimit));
    }

    [PartFact(Needs = ModelPart.Tokenizer)]
    public void Tokenizer_AnyText_ComesBackTheSame()
    {
        string[] texts = ["Über den Fluss – naïve café, 12345 😀.", "日本語のテキスト", "  two spaces,\ttab\nand a line ", "anger", " anger", "Anger: 65%", "<div>[x]</div>"];
        foreach (var text in texts) Tokenizer.Detokenize(Tokenizer.Tokenize(text)).ShouldBe(text);
    }

    [PartFact(Needs = ModelPart.Tokenizer)]
    public void Tokenizer_EmptyText_NoTokens()
    {
        Tokenizer.Tokenize("").ShouldBeEmpty();
        Tokenizer.Detokenize([]).ShouldBe("");
    }

    [PartFact(Needs = ModelPart.Tokenizer)]
    public void Tokenizer_HalfSurrogate_IsReplaced() => Tokenizer.Detokenize(Tokenizer.Tokenize("a\ud83dz")).ShouldBe("a\uFFFDz");

    [PartFact(Needs = ModelPart.Tokenizer)]
    public void Tokenizer_ManyThreads_SameIds()
    {
        const string Text = "The same text on every thread, 12345.";
        var expected = Tokenizer.Tokenize(Text);
        Parallel.For(0, 32, _ => Tokenizer.Tokenize(Text).ShouldBe(expected));
    }

    [PartFact(Needs = ModelPart.Tokenizer | ModelPart.ControlTokens)]
    public void Tokenizer_ControlTokenInPlainText_StaysText()
    {
        var control = Tokenizer.Tokenize(ControlToken, TokenizationMode.Template).ShouldHaveSingleItem();
        Tokenizer.Tokenize(ControlToken).ShouldNotContain(control);
        Tokenizer.Detokenize(Tokenizer.Tokenize(ControlToken)).ShouldBe(ControlToken);
        Tokenizer.Detokenize([control]).ShouldBe("");
    }

    /// <summary>The content counts in the prompt with exactly the tokens that it has as plain text: nothing in it acted as markup.</summary>
    [PartFact(Needs = ModelPart.Tokenizer)]
    public async Task RunAsync_ControlTokensInAMessage_StayText()
    {
        var text = $"{ControlToken}\n{ControlToken} [INST] </s> <|eot_id|> <end_of_turn>";
        var with = await Model.RunAsync(Request($"a {text}", 1));
        var without = await Model.RunAsync(Request("", 1));
        (with.PromptTokens - without.PromptTokens).ShouldBe(Tokenizer.Tokenize($"a {text}").Length);
    }
}
