using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Xunit.Abstractions;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>
/// The whole library against values of an independent program: its prompts, its batching, its extractors. The program decoded whole prompts
/// at once; by default the library does not, so that an utterance gives the same numbers in any company (docs/decisions/0022). Probabilities
/// agree either way, label likelihoods within the tolerance only where prompts are decoded the same way.
/// </summary>
public sealed class ExtractorReferenceTests(ITestOutputHelper output)
{
    private const double ProbabilityTolerance = 0.02;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ReferenceCases.Mini.Cases.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task WholePrompts_ReferenceCase_EveryExtractorAgrees(int index) => CheckAsync(
        ReferenceCases.Mini.Cases[index],
        new LlamaCppOptions { Threads = 1, CacheTokens = 2048, MicroBatchTokens = 512, Batching = new BatchingOptions { MaxPrefixes = 0 } },
        natsTolerance: 0.05);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task DefaultSettings_ReferenceCase_EveryExtractorAgrees(int index) => CheckAsync(
        ReferenceCases.Mini.Cases[index], new LlamaCppOptions { Threads = 1, CacheTokens = 2048 }, natsTolerance: 0.1);

    private async Task CheckAsync(ReferenceCase expected, LlamaCppOptions options, double natsTolerance)
    {
        var prompt = string.Equals(expected.Prompt, "single", StringComparison.Ordinal) ? EmotionPrompt.Single : EmotionPrompt.Ambiguous;
        var taxonomy = EmotionTaxonomy.FromNames("reference", expected.Labels);
        var text = expected.User["Transcript: \"".Length..^1];
        var rendered = prompt.Render(new PromptInput(text, taxonomy));
        rendered.Messages[0].Text.ShouldBe(expected.System);
        rendered.Messages[1].Text.ShouldBe(expected.User);

        await using var model = await LlamaCppModel.LoadAsync(TestModels.MiniPath, options);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions
        {
            Taxonomy = taxonomy,
            Prompt = prompt,
            MaxOutputTokens = 64,
            Extractors = [new LabelLikelihoodExtractor(), .. expected.Variants.SelectMany(Extractors)],
        });
        var result = await recognizer.RecognizeTextAsync(text);

        result.GeneratedText.ShouldBe(expected.GeneratedText);
        Off("label log-likelihoods", result["likelihood"].Scores, expected.LabelLogLikelihood).ShouldBeLessThan(natsTolerance);
        Off("label distribution", result["likelihood"].Distribution!.Probabilities.ToArray(), expected.LabelDistribution).ShouldBeLessThan(ProbabilityTolerance);
        foreach (var variant in expected.Variants)
        {
            var name = $"{variant.Forms}/{variant.Steps}";
            Off($"{name} softmax", Probabilities($"{name}/softmax"), variant.Softmax).ShouldBeLessThan(ProbabilityTolerance);
            Off($"{name} shifted", Probabilities($"{name}/shifted"), variant.Shifted).ShouldBeLessThan(ProbabilityTolerance);
            if (variant.Proportional is null) result[$"{name}/eq2"].InvalidReason.ShouldBe(InvalidReason.UndefinedForScores);
            else Off($"{name} eq. 2", Probabilities($"{name}/eq2"), variant.Proportional).ShouldBeLessThan(ProbabilityTolerance);
        }

        double[] Probabilities(string extractor) => result[extractor].Distribution!.Probabilities.ToArray();
    }

    private static IEnumerable<IDistributionExtractor> Extractors(ReferenceVariant variant)
    {
        var options = new TokenLogitOptions
        {
            Forms = string.Equals(variant.Forms, "bare", StringComparison.Ordinal) ? LabelForms.Bare : LabelForms.All,
            Steps = variant.Steps switch { "all" => StepSelection.All, "emotion_words" => StepSelection.EmotionWords, _ => StepSelection.FirstLabelToken },
            Fallback = null,
        };
        var name = $"{variant.Forms}/{variant.Steps}";
        yield return new TokenLogitExtractor(options with { Normalization = ScoreNormalization.Proportional }, $"{name}/eq2");
        yield return new TokenLogitExtractor(options with { Normalization = ScoreNormalization.Softmax() }, $"{name}/softmax");
        yield return new TokenLogitExtractor(options with { Normalization = ScoreNormalization.ShiftedProportional() }, $"{name}/shifted");
    }

    private double Off(string what, IEnumerable<double> actual, IEnumerable<double> expected)
    {
        var off = actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"{what}: off by {off:e1}");
        return off;
    }
}
