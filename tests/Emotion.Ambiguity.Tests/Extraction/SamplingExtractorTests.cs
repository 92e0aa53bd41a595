using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction;

public sealed class SamplingExtractorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("three", "joy", "anger", "calm");

    [Fact]
    public async Task Recognize_SingleLabels_AreVotes()
    {
        // Seeds 1 to 8: joy, anger, anger, joy, anger, anger, ...
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed % 3 == 1 ? "Joy" : "anger"));
        var result = await RecognizeAsync(model, EmotionPrompt.Single, new SamplingExtractor(new() { Samples = 8, Temperature = 0.7 }));

        result.Distribution!.Probabilities.ToArray().ShouldBe([3 / 8.0, 5 / 8.0, 0], 1e-12);
        result.Extractions[0].Result.Scores.ShouldBe([3, 5, 0]);
        model.Requests.Select(r => r.Sampling.Seed).ShouldBe(Enumerable.Range(1, 8), ignoreOrder: true);
        model.Requests.ShouldAllBe(r => r.Sampling.Temperature == 0.7 && r.MaxOutputTokens > 0 && r.Continuations.Count == 0);
    }

    [Fact]
    public async Task Recognize_Percentages_AreAveraged()
    {
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed == 1 ? "joy 100%" : "joy 50%, calm 50%"));
        var result = await RecognizeAsync(model, EmotionPrompt.Ambiguous, new SamplingExtractor(new() { Samples = 2 }));
        result.Distribution!.Probabilities.ToArray().ShouldBe([0.75, 0, 0.25], 1e-12);
    }

    [Fact]
    public async Task Recognize_SomeAnswersUnreadable_AreCountedAndLeftOut()
    {
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Seed <= 3 ? "hm" : "calm"));
        var extraction = (await RecognizeAsync(model, EmotionPrompt.Single, new SamplingExtractor(new() { Samples = 4 }))).Extractions[0].Result;
        extraction.Distribution!["calm"].ShouldBe(1);
        extraction.UnreadableAnswers.ShouldBe(3);
    }

    [Fact]
    public async Task Recognize_NoAnswerReadable_IsInvalid()
    {
        var extraction = (await RecognizeAsync(new ScriptedLanguageModel("hm"), EmotionPrompt.Single, new SamplingExtractor(new() { Samples = 4 }))).Extractions[0].Result;
        extraction.InvalidReason.ShouldBe(InvalidReason.NoLabelFound);
        extraction.UnreadableAnswers.ShouldBe(4);
    }

    [Fact]
    public async Task Recognize_BesideOthers_SharesTheirAnswersAndDrawnOnes()
    {
        var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Sampling.Temperature > 0 ? "anger" : "joy"));
        var result = await RecognizeAsync(
            model, EmotionPrompt.Single, new TextDistributionExtractor(), new SamplingExtractor(new() { Samples = 3 }), new SamplingExtractor(new() { Samples = 5 }, "more"), new LabelLikelihoodExtractor());

        model.Requests.Count.ShouldBe(6); // the likeliest answer with the likelihoods, and five drawn ones
        result["text"].Distribution!["joy"].ShouldBe(1);
        result["sampling"].Distribution!["anger"].ShouldBe(1);
        result["likelihood"].IsValid.ShouldBeTrue();
        result.GeneratedText.ShouldBe("joy");
    }

    [Fact]
    public async Task Recognize_Alone_HasNoGeneratedText()
    {
        var result = await RecognizeAsync(new ScriptedLanguageModel("joy"), EmotionPrompt.Single, new SamplingExtractor(new() { Samples = 2 }));
        result.GeneratedText.ShouldBeNull();
    }

    [Fact]
    public async Task Recognize_Twice_IsTheSame()
    {
        var random = new ScriptedLanguageModel(r => new ScriptedAnswer(new Random(r.Sampling.Seed).Next(3) switch { 0 => "joy", 1 => "anger", _ => "calm" }));
        var extractor = new SamplingExtractor();
        (await RecognizeAsync(random, EmotionPrompt.Single, extractor)).Distribution.ShouldBe((await RecognizeAsync(random, EmotionPrompt.Single, extractor)).Distribution);
    }

    [Fact]
    public async Task Recognize_ModelFailsInOneAnswer_FailsWhole()
    {
        var model = new ScriptedLanguageModel(r => r.Sampling.Seed == 2 ? throw new InferenceException("script", "No.", "Stop.") : new ScriptedAnswer("joy"));
        await Should.ThrowAsync<InferenceException>(() => RecognizeAsync(model, EmotionPrompt.Single, new SamplingExtractor()));
    }

    [Fact]
    public void Constructor_InvalidOptions_NamesEveryFault()
    {
        var fault = Should.Throw<ArgumentException>(() => new SamplingExtractor(new() { Samples = 0, Temperature = 0, Answers = new() { MaxCharacters = 0 } }));
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Samples"), m => m.ShouldContain("Temperature"), m => m.ShouldContain("MaxCharacters"));
    }

    private static async Task<RecognitionResult> RecognizeAsync(ILanguageModel model, EmotionPrompt prompt, params IDistributionExtractor[] extractors) =>
        await new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = Taxonomy, Prompt = prompt, Extractors = [.. extractors] }).RecognizeTextAsync("words");
}
