using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

/// <summary>The whole path on real models: from a file or words to a distribution.</summary>
public sealed class EmbeddedRecognizerTests
{
    [Fact]
    public async Task CreateAsync_SampleClip_IsTranscribedAndRecognised()
    {
        await using var recognizer = await EmbeddedRecognizer.CreateAsync(new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });
        var result = await recognizer.RecognizeFileAsync(SampleClips.File("1036_ITH_NEU_XX"));
        result.Text.ShouldBe("I think I have a doctor's appointment.");
        result.Distribution!.Taxonomy.ShouldBe(EmotionTaxonomy.CremaD6);
        result.Diagnostics.LanguageModelId.ShouldBe("emotion-ambiguity-mini-q5_1.gguf");
        result.Diagnostics.TranscriberId.ShouldBe("whisper-tiny.en-q5_1.bin");
        await using var stream = File.OpenRead(SampleClips.File("1036_ITH_NEU_XX"));
        (await recognizer.RecognizeAsync(stream)).Distribution!.Probabilities.ToArray().ShouldBe(result.Distribution.Probabilities.ToArray(), 1e-3);
    }

    [Fact]
    public async Task RecognizeTextAsync_SameUtterance_AloneInABatchAndAfterAThousandOthers_IsTheSame()
    {
        const string Utterance = "I can't believe you did that to me, get out of my house!";
        await using var model = await LlamaCppModel.LoadAsync(EmbeddedModelFiles.Find().LanguageModel, new LlamaCppOptions { Threads = 1 });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions
        {
            Extractors = [new LabelLikelihoodExtractor(), new TokenLogitExtractor(new TokenLogitOptions { Normalization = ScoreNormalization.Softmax() })],
        });
        var alone = await recognizer.RecognizeTextAsync(Utterance);
        var batch = await recognizer.RecognizeManyAsync(Enumerable.Range(0, 16).Select(i => Recognition.Utterance.FromText(i == 9 ? Utterance : $"Utterance number {i}, of another length {new string('x', i)}."))).ToListAsync();
        ShouldAgree(batch[9].Result!, alone);
        await using var likelihoodAlone = new AmbiguousEmotionRecognizer(model);
        await foreach (var other in likelihoodAlone.RecognizeManyAsync(Enumerable.Range(0, 1000).Select(i => Recognition.Utterance.FromText($"{i} others."))))
            other.Succeeded.ShouldBeTrue();
        ShouldAgree(await recognizer.RecognizeTextAsync(Utterance), alone);

        // CPU kernels add in another order for another batch shape.
        static void ShouldAgree(RecognitionResult actual, RecognitionResult expected)
        {
            foreach (var name in new[] { "likelihood", "token" })
                actual[name].Distribution!.Probabilities.ToArray().ShouldBe(expected[name].Distribution!.Probabilities.ToArray(), 1e-3);
        }
    }
}
