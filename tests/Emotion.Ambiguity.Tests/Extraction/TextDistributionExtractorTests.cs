using System.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Tests.Extraction;

public sealed class TextDistributionExtractorTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.Paper4;
    private static readonly TextDistributionExtractor Extractor = new();
    private static readonly TextDistributionExtractor SingleExtractor = new(new TextExtractionOptions { AnswerKind = AnswerKind.SingleLabel });

    // Expected: anger, happiness, sadness, neutral in percent.
    [Theory]
    [InlineData("| Anger | Happiness | Sadness | Neutral |\n|---|---|---|---|\n| 10% | 20% | 30% | 40% |", 10, 20, 30, 40)]
    [InlineData("| | Anger | Surprise | Neutral |\n|---|---|---|---|\n| Likelihood | 60% | 0% | 40% |", 60, 0, 0, 40)]
    [InlineData("anger,happiness,sadness,neutral\n10,20,30,40", 10, 20, 30, 40)]
    [InlineData("anger, happiness, sadness, neutral: 10%, 20%, 30%, 40%", 10, 20, 30, 40)]
    [InlineData("10%, 20%, 30% and 40% for anger, happiness, sadness and neutral respectively", 10, 20, 30, 40)]
    [InlineData("Anger\n50%\n\nSadness\n50%", 50, 0, 50, 0)]
    [InlineData("50%\nAnger\n\n50%\nSadness", 50, 0, 50, 0)]
    [InlineData("- 20% anger\n- 80% sadness", 20, 0, 80, 0)]
    [InlineData("Anger 50% and 50% sadness", 50, 0, 50, 0)]
    [InlineData("[{\"likelihood\":60,\"emotion\":\"anger\"},{\"likelihood\":40,\"emotion\":\"sadness\"}]", 60, 0, 40, 0)]
    [InlineData("{\"anger\": {\"percentage\": 70}, \"neutral\": {\"percentage\": 30}}", 70, 0, 0, 30)]
    [InlineData("{\"emotions\": [[\"anger\", 60], [\"sadness\", 40]]}", 60, 0, 40, 0)]
    [InlineData("1) anger 10% 2) happiness 20% 3) sadness 30% 4) neutral 40%", 10, 20, 30, 40)]
    [InlineData("1. anger 25\n2. happiness 25\n3. sadness 25\n4. neutral 25", 25, 25, 25, 25)]
    [InlineData("anger: 0.7 (70%), sadness: 0.3 (30%)", 70, 0, 30, 0)]
    [InlineData("anger: between 20 and 30%, sadness: 70% to 80%", 25, 0, 75, 0)]
    [InlineData("anger: 7 out of 10, sadness: 3 out of 10", 70, 0, 30, 0)]
    [InlineData("Anger..... 60%\nNeutral... 40%", 60, 0, 0, 40)]
    [InlineData("On a scale of 0-100: anger 40, happiness 60", 40, 60, 0, 0)]
    [InlineData("anger: 60%\nsadness: 40%\nTotal: 100%", 60, 0, 40, 0)]
    [InlineData("Answer: 60% anger, sadness 40%", 60, 0, 40, 0)]
    [InlineData("100% sure it is anger", 100, 0, 0, 0)]
    [InlineData("anger: .5, sadness: .5", 50, 0, 50, 0)]
    [InlineData("anger: ½, sadness: ½", 50, 0, 50, 0)]
    [InlineData("anger: 99.5%, sadness: 0.5", 99.5, 0, 0.5, 0)]
    [InlineData("anger: 50%, sadness: 0.5", 50, 0, 50, 0)]
    [InlineData("anger → 70 percent; neutral → 30 per cent", 70, 0, 0, 30)]
    [InlineData("anger: ５０%, neutral: ٥٠٪", 50, 0, 0, 50)]
    [InlineData("anger: 5e1%, neutral: 50%", 50, 0, 0, 50)]
    [InlineData("anger: 50 ± 5%, neutral: 50 ± 5%", 50, 0, 0, 50)]
    [InlineData("Slight anger: 20%, deep sadness: 80%", 20, 0, 80, 0)]
    [InlineData("The annotators (5 listeners) hear anger: 60% and sadness: 40%", 60, 0, 40, 0)]
    [InlineData("1. anger 60\n1. happiness 40, 2. sadness", 60, 40, 0, 0)]
    [InlineData("anger: 0/100, sadness: 60/100, neutral: 40/100", 0, 0, 60, 40)]
    [InlineData("anger, 30% sadness, 70% neutral", 0, 0, 30, 70)]
    [InlineData("anger, sadness\n100%", 0, 0, 100, 0)]
    [InlineData("anger\nsadness\n60\n40", 60, 0, 40, 0)]
    [InlineData("- anger\n- sadness\n- neutral\n\n60%\n30%\n10%", 60, 0, 30, 10)]
    [InlineData("1. happiness\n2. sadness\n60, 40", 0, 60, 40, 0)]
    [InlineData("anger, sadness\n60\n40", 60, 0, 40, 0)]
    public void Read_ManyFormats_GivesTheWrittenShares(string answer, double anger, double happiness, double sadness, double neutral)
    {
        var result = Extractor.Read(answer, Labels);

        result.Distribution.ShouldNotBeNull($"{result.InvalidReason}");
        double[] expected = [anger, happiness, sadness, neutral];
        for (var i = 0; i < expected.Length; i++) (100 * result.Distribution[i]).ShouldBe(expected[i], 1e-9, Labels[i].Name);
        result.WasNormalized.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", InvalidReason.EmptyAnswer)]
    [InlineData(" \t\r\n", InvalidReason.EmptyAnswer)]
    [InlineData("I cannot say.", InvalidReason.NoLabelFound)]
    [InlineData("50%, 50%", InvalidReason.NoLabelFound)]
    [InlineData("Surprise: 100%", InvalidReason.NoLabelFound)]
    [InlineData("The speaker sounds angry.", InvalidReason.NoNumberFound)]
    [InlineData("1. anger\n2. sadness", InvalidReason.NoNumberFound)]
    [InlineData("anger, happiness, sadness, neutral\n50%, 30%, 20%", InvalidReason.NoNumberFound)]
    [InlineData("anger: -20%, happiness: 120%", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 120%, happiness: 80%", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: −5%, happiness: 95%", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: NaN", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: ∞", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 1e309", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 5/0", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 12/10", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 50/50", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 1/2/2024", InvalidReason.NumberOutOfRange)]
    [InlineData("anger: 0%, surprise: 100%", InvalidReason.AllZero)]
    [InlineData("anger is 2 times more likely than sadness", InvalidReason.NoNumberFound)]
    [InlineData("5 listeners heard anger", InvalidReason.NoNumberFound)]
    [InlineData("anger: 10%, angry: 30%", InvalidReason.Contradiction)]
    [InlineData("anger\nsadness\nneutral\n60\n40", InvalidReason.NoNumberFound)]
    public void Read_UnreadableAnswer_SaysWhy(string answer, InvalidReason reason)
    {
        var result = Extractor.Read(answer, Labels);

        result.IsValid.ShouldBeFalse();
        result.InvalidReason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("Anger: 40%, Surprise: 20%, Sadness: 40%", "Surprise")]
    [InlineData("anger: 60%, 40% surprise", "surprise")]
    [InlineData("Anger 40%, Surprise 20%, Sadness 40%", "Surprise")]
    [InlineData("Surprise 0.25 Anger 0.5", "Surprise")]
    [InlineData("{\"anger\": 60, \"mixed feelings\": 40}", "mixed feelings")]
    [InlineData("| anger | 60% |\n| contempt | 40% |", "contempt")]
    [InlineData("Dangerous: 40%, anger: 60%", "Dangerous")]
    [InlineData("unhappy: 50%, neutral: 50%", "unhappy")]
    [InlineData("non-neutral: 50%, neutral: 50%", "non-neutral")]
    [InlineData("not angry: 50%, neutral: 50%", "not angry")]
    [InlineData("Ärger: 50%, anger: 50%", "Ärger")]
    public void Read_LabelOutsideTheTaxonomy_IsReportedAsWritten(string answer, string unknown)
    {
        var result = Extractor.Read(answer, Labels);

        result.IsValid.ShouldBeTrue();
        result.UnknownLabels.ShouldBe([unknown]);
        result.WasNormalized.ShouldBeTrue();
    }

    [Fact]
    public void Read_SumOf200_IsNormalisedAndScoresAreAsRead()
    {
        var result = Extractor.Read("anger: 80%, happiness: 40%, sadness: 40%, neutral: 40%", Labels);

        result.WasNormalized.ShouldBeTrue();
        result.Scores.ShouldBe([80, 40, 40, 40]);
    }

    [Fact]
    public void Read_OtherNumbersInTheReasoning_AreNotReported()
    {
        var result = Extractor.Read("1. **Anger** - 60%\n   The voice is raised by 10 dB.\n2. **Neutral** - 40%\n\nTotal: 100%", Labels);

        result.Distribution.ShouldBe(EmotionDistribution.FromWeights(Labels, [60, 0, 0, 40]));
        result.UnknownLabels.ShouldBeEmpty();
        result.WasNormalized.ShouldBeFalse();
    }

    [Fact]
    public void Read_LabelsOfSeveralWords_AreFound()
    {
        var result = Extractor.Read("Sexual  Lust: 25%; emotional-numbness: 25%, emotional_numbness 25 %, awe = 50%", EmotionTaxonomy.EmoNet40);

        result.Distribution.ShouldNotBeNull();
        result.Distribution["sexual lust"].ShouldBe(0.25);
        result.Distribution["emotional numbness"].ShouldBe(0.25);
        result.Distribution["awe"].ShouldBe(0.5);
    }

    [Fact]
    public void Read_AccentsPictogramsAndOtherScripts_AreMatched()
    {
        var taxonomy = EmotionTaxonomy.Create("other", new("colère"), new EmotionLabel("愤怒", "😡"), new EmotionLabel("печаль"));

        var result = Extractor.Read("COLERE: 20%, 😡: 30%, Печаль：50％", taxonomy);

        result.Distribution.ShouldNotBeNull().Probabilities.ToArray().ShouldBe([0.2, 0.3, 0.5], 1e-12);
    }

    [Theory]
    [InlineData("happiness", "happiness")]
    [InlineData("**Angry**", "anger")]
    [InlineData("The speaker sounds angry.", "anger")]
    [InlineData("Angry, angry, ANGER!", "anger")]
    [InlineData("sad (90%)", "sadness")]
    [InlineData("The speaker is not happy, but sad.", "sadness")]
    [InlineData("It isn't happy but sad", "sadness")]
    [InlineData("neither happy nor angry: neutral", "neutral")]
    public void Read_SingleLabelAskedFor_GivesOneHot(string answer, string label)
    {
        var result = SingleExtractor.Read(answer, Labels);

        result.Distribution.ShouldBe(EmotionDistribution.OneHot(Labels, Labels.IndexOf(label)));
    }

    [Theory]
    [InlineData("", InvalidReason.EmptyAnswer)]
    [InlineData("unhappy", InvalidReason.NoLabelFound)]
    [InlineData("not happy", InvalidReason.NoLabelFound)]
    [InlineData("happy or sad", InvalidReason.Contradiction)]
    [InlineData("anger: 60%, sadness: 40%", InvalidReason.Contradiction)]
    public void Read_SingleLabelAskedForButNotGiven_SaysWhy(string answer, InvalidReason reason) =>
        SingleExtractor.Read(answer, Labels).InvalidReason.ShouldBe(reason);

    [Theory]
    [InlineData(AnswerKind.SingleLabel, true)]
    [InlineData(AnswerKind.Percentages, false)]
    public void Prepare_NoKindInTheOptions_LooksForWhatThePromptAsksFor(AnswerKind asked, bool isReadable)
    {
        var info = new LanguageModelInfo { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.None };
        var prepared = new TextDistributionExtractor().Prepare(new ExtractionContext(Labels, asked, info, Tokenizer: null));

        prepared.Extract(new ExtractionEvidence { Generation = new Generation("anger", default, StepLogits.None, GenerationStop.EndOfAnswer) }).IsValid.ShouldBe(isReadable);
    }

    [Fact]
    public void Prepare_Extract_ReadsTheGeneratedText()
    {
        var info = new LanguageModelInfo { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.None };
        var prepared = Extractor.Prepare(new ExtractionContext(Labels, AnswerKind.Percentages, info, Tokenizer: null));

        Extractor.Name.ShouldBe("text");
        prepared.Needs.Generation.ShouldBeTrue();
        var evidence = new ExtractionEvidence { Generation = new Generation("anger: 100%", default, StepLogits.None, GenerationStop.EndOfAnswer) };
        prepared.Extract(evidence).Distribution.ShouldBe(EmotionDistribution.OneHot(Labels, 0));
        Should.Throw<ArgumentException>(() => prepared.Extract(new ExtractionEvidence()));
    }

    [Fact]
    public void Constructor_FaultyOptions_ListsAllFaults()
    {
        var options = new TextExtractionOptions { AnswerKind = (AnswerKind)9, MaxCharacters = 0 };

        var error = Should.Throw<ArgumentException>(() => new TextDistributionExtractor(options));

        error.Message.ShouldContain(nameof(TextExtractionOptions.AnswerKind));
        error.Message.ShouldContain(nameof(TextExtractionOptions.MaxCharacters));
    }

    [Fact]
    public void Read_LongerThanAllowed_IgnoresTheRest()
    {
        var extractor = new TextDistributionExtractor(new TextExtractionOptions { MaxCharacters = 11 });

        extractor.Read("anger: 50%, sadness: 50%", Labels).Distribution.ShouldBe(EmotionDistribution.OneHot(Labels, 0));
    }

    [Theory]
    [InlineData("anger: 10%, ")]
    [InlineData("anger ")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1/")]
    [InlineData("- ")]
    [InlineData("</")]
    [InlineData("<anger")]
    [InlineData("50% surprise, ")]
    [InlineData("a-")]
    [InlineData(".")]
    [InlineData("\n")]
    [InlineData("| anger | ")]
    [InlineData("\ud83d")]
    public void Read_100000Characters_TakesLinearTime(string piece)
    {
        var answer = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        Extractor.Read(answer, Labels);
        var watch = Stopwatch.StartNew();

        Extractor.Read(answer, Labels);

        // Some ten milliseconds on an idle machine, a second or two on a very busy one; a quadratic reader would take minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Read_Null_Throws()
    {
        Should.Throw<ArgumentNullException>(() => Extractor.Read(null!, Labels));
        Should.Throw<ArgumentNullException>(() => Extractor.Read("", null!));
    }
}
