using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Quantization;

public sealed class LlamaCppQuantizerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-ambiguity-quantizer-").FullName;

    private string Target => Path.Combine(_folder, "target.gguf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task QuantizeAsync_EmbeddedModelAsQ8_IsTheSameModelAndNearlyTheSameNumbers()
    {
        await LlamaCppQuantizer.QuantizeAsync(TestModels.MiniPath, Target, LlamaCppWeightType.Q8);

        Directory.GetFiles(_folder).ShouldBe([Target]);
        var expected = await LikelihoodsAsync(TestModels.MiniPath);
        var actual = await LikelihoodsAsync(Target);
        new FileInfo(Target).Length.ShouldBeGreaterThan(new FileInfo(TestModels.MiniPath).Length);
        for (var i = 0; i < expected.Count; i++) actual[i].Probabilities.ToArray().ShouldBe(expected[i].Probabilities.ToArray(), 0.05);
    }

    [Fact]
    public async Task QuantizeAsync_TinyModelAs16Bits_LoadsAndReplacesWhatWasThere()
    {
        using var source = new TemporaryFile(new TinyGguf().Write());
        await File.WriteAllTextAsync(Target, "an older file");
        await LlamaCppQuantizer.QuantizeAsync(source.Path, Target, LlamaCppWeightType.F16);

        await using var model = LlamaCppModel.Load(Target, new LlamaCppOptions { Threads = 1 });
        model.Metadata.VocabularySize.ShouldBe(TinyGguf.VocabularySize);
        model.Metadata.Description.ShouldContain("F16");
    }

    [Fact]
    public async Task QuantizeAsync_FileCutShort_ModelLoadExceptionAndNothingLeft()
    {
        var whole = new TinyGguf().Write();
        using var source = new TemporaryFile(whole.AsSpan(0, whole.Length - 100));
        await Should.ThrowAsync<ModelLoadException>(() => LlamaCppQuantizer.QuantizeAsync(source.Path, Target, LlamaCppWeightType.Q8));
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task QuantizeAsync_Projector_SaysWhatItIs() =>
        (await Should.ThrowAsync<ModelLoadException>(() => LlamaCppQuantizer.QuantizeAsync(TestModels.MiniProjectorPath, Target, LlamaCppWeightType.Q8))).Reason.ShouldContain("projector");

    [Fact]
    public async Task QuantizeAsync_NoSuchFolder_IsTheTargetsFault() =>
        await Should.ThrowAsync<DirectoryNotFoundException>(() => LlamaCppQuantizer.QuantizeAsync(TestModels.MiniPath, Path.Combine(_folder, "none", "x.gguf"), LlamaCppWeightType.Q8));

    [Fact]
    public async Task QuantizeAsync_SourceAsTarget_Refused() =>
        (await Should.ThrowAsync<ArgumentException>(() => LlamaCppQuantizer.QuantizeAsync(TestModels.MiniPath, TestModels.MiniPath, LlamaCppWeightType.Q8))).Message.ShouldContain("Name another file");

    [Fact]
    public async Task QuantizeAsync_UnknownType_Refused() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => LlamaCppQuantizer.QuantizeAsync(TestModels.MiniPath, Target, (LlamaCppWeightType)4711));

    [Fact]
    public async Task QuantizeAsync_Cancelled_NothingLeft()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => LlamaCppQuantizer.QuantizeAsync(TestModels.MiniPath, Target, LlamaCppWeightType.Q8, null, new CancellationToken(canceled: true)));
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<EmotionDistribution>> LikelihoodsAsync(string path)
    {
        var options = new RecognizerOptions { Taxonomy = EmotionTaxonomy.Paper4, Prompt = EmotionPrompt.Single, Extractors = [new LabelLikelihoodExtractor()] };
        await using var recognizer = new AmbiguousEmotionRecognizer(LlamaCppModel.Load(path, new LlamaCppOptions { Threads = 1 }), options);
        var found = new List<EmotionDistribution>();
        foreach (var text in new[] { "I can't believe you did that to me.", "We won, we actually won!", "The meeting is at ten." })
            found.Add((await recognizer.RecognizeAsync(Utterance.FromText(text))).Distribution!);
        return found;
    }
}
