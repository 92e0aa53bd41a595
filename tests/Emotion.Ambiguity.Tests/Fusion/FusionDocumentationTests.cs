using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Fusion;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Fusion;

/// <summary>The code of docs/fusion.md, line by line.</summary>
public sealed class FusionDocumentationTests
{
    [Fact]
    public async Task Documentation_Snippet_Works()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        var ct = CancellationToken.None;
        var two = EmotionTaxonomy.FromNames("two", "anger", "joy");

        // The state hears it well, the answer says always the same.
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer("") { HiddenState = new float[] { r.Prompt.Messages[^1].Text.Contains('!', StringComparison.Ordinal) ? 1 : -1 } })
        {
            Info = new LanguageModelInfo { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.HiddenStates | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer, HiddenStateWidth = 1 },
        };
        await using var otherModel = new ScriptedLanguageModel("anger 90%, joy 10%");
        var options = new RecognizerOptions { Taxonomy = two };
        var probe = new LinearProbe(two, [0], [1], [1, -1], [0, 0]) { HiddenState = HiddenStateKind.LastPosition };
        var training = Enumerable.Range(0, 60).Select(i => (Utterance: Utterance.FromText(i % 2 == 0 ? "Out!" : "Out."), Votes: EmotionDistribution.FromWeights(two, [i % 2 == 0 ? 0.88 : 0.12, i % 2 == 0 ? 0.12 : 0.88])));
        try
        {
            await using var recognizerOfWords = new AmbiguousEmotionRecognizer(model, options with { Extractors = [new LabelLikelihoodExtractor(), new ProbeExtractor(probe)] });
            await using var recognizerOfAnswers = new AmbiguousEmotionRecognizer(otherModel, options with { Prompt = EmotionPrompt.Ambiguous, Extractors = [new TextDistributionExtractor()] });
            FusionMember[] members = [new("words", recognizerOfWords), new("answers", recognizerOfAnswers)];
            string[] experts = ["words/likelihood", "words/probe", "answers/text"];

            await using var asking = new FusedRecognizer(new FusionProfile(options.Taxonomy, experts.Select(e => new FusionExpert(e, 1))), members);
            var items = new List<FusionItem>();
            foreach (var (utterance, votes) in training)
            {
                var said = await asking.RecognizeAsync(utterance, ct);
                items.Add(new FusionItem(votes, experts.Select(e => said[e].Distribution)));
            }

            var profile = FusionFit.Fit(experts, items);
            await profile.SaveAsync(file, ct);

            await using var fused = new FusedRecognizer(await FusionProfile.LoadAsync(file, ct), members);
            var result = await fused.RecognizeAsync(Utterance.FromText("Get out of my house!"), ct);
            var (together, words) = (result.Distribution, result["words/likelihood"].Distribution);

            profile.Experts[1].Weight.ShouldBe(1, 0.05);
            profile.Experts[2].Weight.ShouldBe(0, 0.02);
            together!["anger"].ShouldBe(0.88, 0.02);
            words!["anger"].ShouldBe(0.5, 1e-9);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
