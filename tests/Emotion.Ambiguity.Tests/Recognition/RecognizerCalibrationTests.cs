using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Recognition;

public sealed class RecognizerCalibrationTests
{
    private static readonly EmotionTaxonomy Two = EmotionTaxonomy.FromNames("two", "anger", "joy");

    private static readonly CalibrationProfile Flatten = new(Two, new CalibrationEntry("text", new TemperatureCalibrator(Two, 2)));

    private static readonly RecognizerOptions Options = new()
    {
        Taxonomy = Two,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor(), new LabelLikelihoodExtractor()],
        Calibration = Flatten,
    };

    [Fact]
    public async Task RecognizeAsync_CalibratedExtractor_GivesBothDistributions()
    {
        var result = await RecognizeAsync("anger: 80%, joy: 20%", Options);

        // 0.8^(1/2) : 0.2^(1/2) = 2 : 1, by hand; the smoothing of 1e-8 is all that is left.
        result.Distribution!.Probabilities.ToArray().ShouldBe([2.0 / 3, 1.0 / 3], 1e-7);
        result["text"].Distribution.ShouldBe(result.Distribution);
        result["text"].Uncalibrated!.Probabilities.ToArray().ShouldBe([0.8, 0.2], 1e-12);
        result["text"].IsValid.ShouldBeTrue();
        result.Windows[0].Extractions[0].Result.Distribution.ShouldBe(result["text"].Uncalibrated);
        result.Diagnostics.CalibrationWarning.ShouldBeNull();
    }

    [Fact]
    public async Task RecognizeAsync_ExtractorWithoutEntry_StaysAsItIs()
    {
        var result = await RecognizeAsync("anger: 80%, joy: 20%", Options);
        result["likelihood"].Uncalibrated.ShouldBeNull();
        result["likelihood"].Distribution.ShouldBe((await RecognizeAsync("anger: 80%, joy: 20%", Options with { Calibration = null }))["likelihood"].Distribution);
    }

    [Fact]
    public async Task RecognizeAsync_NoCalibration_LeavesUncalibratedEmpty() =>
        (await RecognizeAsync("anger: 80%, joy: 20%", Options with { Calibration = null }))["text"].Uncalibrated.ShouldBeNull();

    [Fact]
    public async Task RecognizeAsync_SeveralWindows_CalibratesTheirMeanOnce()
    {
        var calls = 0;
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer(r.Prompt.Messages[1].Text.Contains("one", StringComparison.Ordinal) ? "anger: 100%" : "anger: 70%, joy: 30%"));
        await using var transcriber = new ScriptedTranscriber(_ => Interlocked.Increment(ref calls) == 1 ? "one" : "two");
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Options with { MaxWindow = TimeSpan.FromSeconds(10) });
        var result = await recognizer.RecognizeAsync(Audio.FromSamples(new float[16_000 * 15], 16_000));
        result.Windows.Length.ShouldBeGreaterThan(1);
        var share = result.Windows.Sum(w => w.Duration!.Value.TotalSeconds * w.Extractions[0].Result.Distribution![0]) / 15;
        result["text"].Uncalibrated![0].ShouldBe(share, 1e-3);
        result.Distribution.ShouldBe(Flatten.Entries[0].Calibrator.Apply(result["text"].Uncalibrated!));
        result.Distribution![0].ShouldBe(Math.Sqrt(share) / (Math.Sqrt(share) + Math.Sqrt(1 - share)), 1e-3);
    }

    [Fact]
    public async Task RecognizeAsync_UnreadableAnswer_ReplacementIsNotCalibrated()
    {
        var prior = EmotionDistribution.FromWeights(Two, [4, 1]);
        var result = await RecognizeAsync("no idea", Options with { InvalidAnswers = InvalidAnswerPolicy.LabelPrior(prior) });
        result.Distribution.ShouldBe(prior);
        result["text"].IsValid.ShouldBeFalse();
        result["text"].Uncalibrated.ShouldBeNull();
    }

    [Fact]
    public async Task RecognizeAsync_FittedOnAnotherModelOrPrompt_WarnsAndGoesOn()
    {
        (await Warning(new CalibrationProfile(Two, Flatten.Entries) { LanguageModelId = "scripted", Prompt = "ambiguous" })).ShouldBeNull();
        (await Warning(new CalibrationProfile(Two, Flatten.Entries) { LanguageModelId = "other.gguf", Prompt = "ambiguous" }))!.ShouldContain("\"other.gguf\", not \"scripted\"");
        var both = await Warning(new CalibrationProfile(Two, Flatten.Entries) { LanguageModelId = "other.gguf", Prompt = "single" });
        both!.ShouldSatisfyAllConditions(w => w.ShouldContain("other.gguf"), w => w.ShouldContain("\"single\", not \"ambiguous\""));

        static async Task<string?> Warning(CalibrationProfile profile)
        {
            var result = await RecognizeAsync("anger: 80%, joy: 20%", Options with { Calibration = profile });
            result.Distribution![0].ShouldBe(2.0 / 3, 1e-7);
            return result.Diagnostics.CalibrationWarning;
        }
    }

    [Fact]
    public async Task Constructor_CalibrationThatDoesNotFit_NamesEveryFault()
    {
        var profile = new CalibrationProfile(
            EmotionTaxonomy.Paper4,
            new CalibrationEntry("token", new TemperatureCalibrator(EmotionTaxonomy.Paper4, 2)),
            new CalibrationEntry("magic", new TemperatureCalibrator(EmotionTaxonomy.Paper4, 2)));
        await using var model = new ScriptedLanguageModel("");
        var message = Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(model, Options with { Calibration = profile })).Message;
        message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("Calibration is over Paper4"), m => m.ShouldContain("token, magic"), m => m.ShouldContain("text, likelihood"));
    }

    private static async Task<RecognitionResult> RecognizeAsync(string answer, RecognizerOptions options)
    {
        await using var model = new ScriptedLanguageModel(answer);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
        return await recognizer.RecognizeTextAsync("u");
    }
}
