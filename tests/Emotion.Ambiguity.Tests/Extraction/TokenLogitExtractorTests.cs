using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction;

/// <summary>Worked by hand: two labels "ab" and "bc" over a tokenizer whose tokens are bytes, so that S_1 = {a, b} and S_2 = {b, c}.</summary>
public sealed class TokenLogitExtractorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("two", "ab", "bc");

    // Steps "x", "b", "a"; columns a, b, c.
    private static readonly float[] Logits = [1, 2, 3, 4, 5, 6, 7, 8, 12];

    private static readonly int[] Columns = ['a', 'b', 'c'];

    [Fact]
    public void Extract_PaperSettings_AveragesSubwordsThenStepsThenTakesShares()
    {
        var result = Extract(new TokenLogitOptions { Forms = LabelForms.Bare });

        // z_1 = (1.5 + 4.5 + 7.5) / 3 = 4.5; z_2 = (2.5 + 5.5 + 10) / 3 = 6.
        result.Scores.ShouldBe([4.5, 6], 1e-6);
        result.Distribution!.Probabilities.ToArray().ShouldBe([4.5 / 10.5, 6 / 10.5], 1e-6);
        result.FallbackUsed.ShouldBeNull();
    }

    [Fact]
    public void Extract_LogitsInAnotherOrderOfTokens_AreTheSameLabels()
    {
        var extractor = Prepare(new TokenLogitOptions { Forms = LabelForms.Bare });

        foreach (var _ in Enumerable.Range(0, 2))
        {
            extractor.Extract(Evidence(new StepLogits(Columns, Logits), "xba")).Scores.ShouldBe([4.5, 6], 1e-6);
            extractor.Extract(Evidence(new StepLogits(new int[] { 'c', 'a', 'b' }, new float[] { 3, 1, 2, 6, 4, 5, 12, 7, 8 }), "xba")).Scores.ShouldBe([4.5, 6], 1e-6);
        }
    }

    [Fact]
    public void Extract_EmotionWords_LeavesOutOtherSteps() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Steps = StepSelection.EmotionWords }).Scores.ShouldBe([6, 7.75], 1e-6);

    [Fact]
    public void Extract_FirstLabelToken_TakesOneStep() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Steps = StepSelection.FirstLabelToken }).Scores.ShouldBe([4.5, 5.5], 1e-6);

    [Fact]
    public void Extract_Max_TakesTheLargestTokenAStep() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Combination = TokenCombination.Max }).Scores.ShouldBe([5, 7], 1e-6);

    [Fact]
    public void Extract_LogSumExp_IsTheLogitOfAnyToken()
    {
        static double Lse(double x, double y) => Math.Log(Math.Exp(x) + Math.Exp(y));
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Combination = TokenCombination.LogSumExp }).Scores
            .ShouldBe([(Lse(1, 2) + Lse(4, 5) + Lse(7, 8)) / 3, (Lse(2, 3) + Lse(5, 6) + Lse(8, 12)) / 3], 1e-6);
    }

    [Fact]
    public void Extract_SharedTokensLeftOut_CountsOnlyTheLabelsOwn() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, SharedTokens = SharedTokens.LeaveOut }).Scores.ShouldBe([4, 7], 1e-6);

    [Fact]
    public void Extract_SharedTokensLeftOutOfALabelThatHasNoOthers_KeepsThem()
    {
        // S_1 = {a, b} and S_2 = {a, b, c}: the first label would have nothing left to be read by.
        var taxonomy = EmotionTaxonomy.FromNames("two", "ab", "abc");
        var extractor = Prepare(new TokenLogitOptions { Forms = LabelForms.Bare, SharedTokens = SharedTokens.LeaveOut }, taxonomy);
        extractor.Extract(Evidence(new StepLogits(Columns, Logits), "xba")).Scores.ShouldBe([4.5, 7], 1e-6);
    }

    [Fact]
    public void Extract_Softmax_SameConstantAddedToAllLogits_DistributionUnchanged()
    {
        var options = new TokenLogitOptions { Forms = LabelForms.Bare, Normalization = ScoreNormalization.Softmax(2) };
        var plain = Extract(options).Distribution!;
        var shifted = Extract(options, Array.ConvertAll(Logits, l => l - 100)).Distribution!;
        plain.Probabilities.ToArray().ShouldBe(shifted.Probabilities.ToArray(), 1e-5);
        plain[1].ShouldBe(1 / (1 + Math.Exp(-1.5 / 2)), 1e-6);
    }

    [Fact]
    public void Extract_ShiftedProportional_GivesTheLowestDelta() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Normalization = ScoreNormalization.ShiftedProportional() }).Distribution!
            .Probabilities.ToArray().ShouldBe([1 / 3.5, 2.5 / 3.5], 1e-6);

    [Fact]
    public void Extract_ProportionalOnNegativeScores_SaysThatTheFallbackStoodIn()
    {
        var negative = Array.ConvertAll(Logits, l => l - 6);
        var result = Extract(new TokenLogitOptions { Forms = LabelForms.Bare }, negative);
        result.FallbackUsed.ShouldBe(ScoreNormalization.Softmax());
        result.Distribution![1].ShouldBe(1 / (1 + Math.Exp(-1.5)), 1e-6);
        var strict = Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Fallback = null }, negative);
        strict.InvalidReason.ShouldBe(InvalidReason.UndefinedForScores);
    }

    [Fact]
    public void Extract_ProportionalOnAScoreOfZero_SaysThatTheFallbackStoodIn()
    {
        var result = Extract(new TokenLogitOptions { Forms = LabelForms.Bare }, Array.ConvertAll(Logits, l => l - 4.5f));
        result.Scores.ShouldBe([0, 1.5]);
        result.FallbackUsed.ShouldBe(ScoreNormalization.Softmax());
    }

    [Fact]
    public void Extract_NoStepSpellsAnEmotion_IsInvalid() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare, Steps = StepSelection.EmotionWords }, Logits, "xyz").InvalidReason.ShouldBe(InvalidReason.NoMatchingStep);

    [Fact]
    public void Extract_EmptyAnswer_IsInvalid() =>
        Extract(new TokenLogitOptions { Forms = LabelForms.Bare }, [], "").InvalidReason.ShouldBe(InvalidReason.EmptyAnswer);

    [Fact]
    public void Prepare_AllForms_AsksForTheUnionOfAllSpellings()
    {
        var needs = Prepare(new TokenLogitOptions()).Needs;
        needs.Generation.ShouldBeTrue();
        needs.LogitTokenIds.Select(id => (char)id).ShouldBe([' ', 'A', 'B', 'a', 'b', 'c']);
    }

    [Fact]
    public void Prepare_AllSurfaceForms_SpellsSynonymsToo()
    {
        var taxonomy = EmotionTaxonomy.Create("two", new EmotionLabel("a", "d"), new EmotionLabel("b"));
        var needs = Prepare(new TokenLogitOptions { Forms = LabelForms.Bare, Words = LabelWords.AllSurfaceForms }, taxonomy).Needs;
        needs.LogitTokenIds.Select(id => (char)id).ShouldBe(['a', 'b', 'd']);
    }

    [Fact]
    public void Extract_LogProbabilities_SameFallbackAsOverRawLogits()
    {
        // Raw logits minus another number at each step: what a log-softmax does.
        float[] logProbabilities = [.. Logits.Select((l, i) => l - 20 - (i / 3))];
        var options = new TokenLogitOptions { Forms = LabelForms.Bare };
        var raw = Extract(options with { Normalization = ScoreNormalization.Softmax() }).Distribution!;
        var service = Extract(options, new StepLogits(Columns, logProbabilities, LogitKind.LogProbability, []));
        service.FallbackUsed.ShouldBe(ScoreNormalization.Softmax());
        service.Distribution!.Probabilities.ToArray().ShouldBe(raw.Probabilities.ToArray(), 1e-5);
        service.UpperBoundShare.ShouldBe(0);
    }

    [Fact]
    public void Extract_UpperBounds_TheirShareOfAllNumbersIsSaid()
    {
        // Column b, which both labels use, and column c at the first step: 3 of the 12 numbers that eq. 1 adds up.
        var result = Extract(new TokenLogitOptions { Forms = LabelForms.Bare }, new StepLogits(Columns, Logits, LogitKind.LogProbability, [1, 2]));
        result.UpperBoundShare.ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void Prepare_SharesOfLogProbabilitiesWithoutFallback_RefusedAtOnce()
    {
        var info = new LanguageModelInfo { ModelId = "m", Engine = "service", Capabilities = LanguageModelCapabilities.StepLogProbabilities | LanguageModelCapabilities.Tokenizer };
        var context = new ExtractionContext(Taxonomy, AnswerKind.SingleLabel, info, new Utf8Tokenizer());
        Should.Throw<NotSupportedException>(() => new TokenLogitExtractor(new() { Fallback = null }).Prepare(context)).Message.ShouldContain("never above 0");
        new TokenLogitExtractor().Prepare(context).Needs.Generation.ShouldBeTrue();
    }

    [Fact]
    public void Constructor_InvalidOptions_NamesEveryFault()
    {
        var fault = Should.Throw<ArgumentException>(() => new TokenLogitExtractor(new TokenLogitOptions { Forms = LabelForms.None, Fallback = ScoreNormalization.Proportional, Steps = (StepSelection)9 }));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Forms"), m => m.ShouldContain("Fallback"), m => m.ShouldContain("Steps"));
    }

    private static IPreparedExtractor Prepare(TokenLogitOptions options, EmotionTaxonomy? taxonomy = null)
    {
        var model = new ScriptedLanguageModel("");
        return new TokenLogitExtractor(options).Prepare(new ExtractionContext(taxonomy ?? Taxonomy, AnswerKind.SingleLabel, model.Info, model.Tokenizer));
    }

    private static ExtractionResult Extract(TokenLogitOptions options, float[]? logits = null, string answer = "xba") =>
        Extract(options, new StepLogits(Columns, logits ?? Logits), answer);

    private static ExtractionResult Extract(TokenLogitOptions options, StepLogits logits, string answer = "xba") => Prepare(options).Extract(Evidence(logits, answer));

    private static ExtractionEvidence Evidence(StepLogits logits, string answer) => new()
    {
        Generation = new Generation(answer, new Utf8Tokenizer().Tokenize(answer), logits, GenerationStop.EndOfAnswer),
    };
}
