using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Extraction.Probes;

/// <summary>The code of docs/extractors/probe.md, line by line.</summary>
public sealed class ProbeDocumentationTests
{
    [Fact]
    public async Task Documentation_Snippet_Works()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        var ct = CancellationToken.None;

        // The state is how loud it is written; listeners hear anger in capitals.
        await using var model = new ScriptedLanguageModel(r => new ScriptedAnswer("") { HiddenState = new float[] { r.Prompt.Messages[^1].Text.Count(char.IsUpper), 1 } })
        {
            Info = new LanguageModelInfo { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.HiddenStates | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer, HiddenStateWidth = 2 },
        };
        var options = new RecognizerOptions { Taxonomy = Examples.Two };
        var items = Enumerable.Range(0, 20).Select(i => (
            Utterance: Utterance.FromText(i % 2 == 0 ? "go away" : "GO AWAY"), Votes: EmotionDistribution.FromWeights(Examples.Two, [i % 2 == 0 ? 0.1 : 0.9, i % 2 == 0 ? 0.9 : 0.1]), Speaker: $"{i / 4}"));
        try
        {
            var recorder = new HiddenStateRecorder(HiddenStateKind.LastPosition);
            await using var reader = new AmbiguousEmotionRecognizer(model, options with { Extractors = [recorder] });
            var examples = new List<ProbeExample>();
            foreach (var (utterance, votes, speaker) in items)
            {
                foreach (var state in await recorder.RecordAsync(reader, utterance, ct)) examples.Add(new ProbeExample(state, votes, speaker));
            }

            var heldOut = ProbeFit.CrossPredict(examples, new ProbeFitOptions());
            var probe = ProbeFit.Fit(examples).Probe with { HiddenState = recorder.Kind, LanguageModelId = model.Info.ModelId, Prompt = options.Prompt.Name };
            await probe.SaveAsync(file, ct);

            await using var recognizer = new AmbiguousEmotionRecognizer(
                model, options with { Extractors = [new ProbeExtractor(await LinearProbe.LoadAsync(file, ct)), new LabelLikelihoodExtractor()] });
            var result = await recognizer.RecognizeAsync(Utterance.FromText("GO AWAY"), ct);
            result.Distribution!["anger"].ShouldBe(0.9, 0.01);
            heldOut[0]["anger"].ShouldBe(0.1, 0.01);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
