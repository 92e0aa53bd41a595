using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

public sealed class LlamaCppModelTests
{
    [Fact]
    public async Task RunAsync_ReferenceCases_AnswerAndLikelihoodsAgree()
    {
        await using var model = LlamaCppModel.Load(TestModels.MiniPath, Options());
        foreach (var expected in ReferenceCases.Mini.Cases.Where(c => c.Prompt is "single"))
        {
            var response = await model.RunAsync(Request(model, expected));
            response.PromptTokens.ShouldBe(expected.PromptTokenIds.Length);
            response.Generation!.TokenIds.ToArray().ShouldBe(expected.GeneratedTokenIds);
            var likelihoods = response.ContinuationScores.Select(s => s.LogLikelihood).ToArray();
            var sum = likelihoods.Sum(Math.Exp);
            for (var i = 0; i < likelihoods.Length; i++) (Math.Exp(likelihoods[i]) / sum).ShouldBe(expected.LabelDistribution[i], 0.02);
        }
    }

    [Fact]
    public async Task Load_EmbeddedModel_SaysWhatItIs()
    {
        var progress = new Shares();
        await using var model = await LlamaCppModel.LoadAsync(TestModels.MiniPath, Options(), progress);
        (model.Metadata.Architecture, model.Metadata.LayerCount, model.Metadata.EmbeddingWidth).ShouldBe(("llama", 8, 576));
        (model.Metadata.VocabularySize, model.Metadata.TrainedContextTokens).ShouldBe((16_384, 2048));
        (model.Info.ModelId, model.Info.ContextTokens, model.Info.ChatTemplate).ShouldBe((TestModels.Mini, 1024, ChatTemplateSource.Model));
        model.Info.Engine.ShouldStartWith("llama.cpp 0.5.0");
        progress.Last.ShouldBe(1);
    }

    [Fact]
    public void Load_GpuAskedForAndNoneThere_ErrorNotSilence()
    {
        if (LlamaCppEngine.Probe().Devices.Any(d => d.Kind is LlamaCppDeviceKind.Gpu or LlamaCppDeviceKind.IntegratedGpu)) return;
        Should.Throw<NativeLibraryException>(() => LlamaCppModel.Load(TestModels.MiniPath, new LlamaCppOptions { GpuLayers = 1 })).Reason.ShouldContain("no GPU");
    }

    [Fact]
    public async Task LoadAsync_Cancelled_OperationCanceledException()
    {
        using var source = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => LlamaCppModel.LoadAsync(TestModels.MiniPath, Options(), new CancelAtOnce(source), source.Token));
    }

    [Fact]
    public async Task LoadAsync_ProgressThrows_ItsExceptionArrives() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => LlamaCppModel.LoadAsync(TestModels.MiniPath, Options(), new Thrower()))).Message.ShouldBe("from the caller");

    [Fact]
    public async Task RunAsync_WeightsWithNaN_InferenceException()
    {
        using var file = new TemporaryFile(new TinyGguf { BrokenOutput = true }.Write());
        await using var model = LlamaCppModel.Load(file.Path, new LlamaCppOptions { Threads = 1 });
        await Should.ThrowAsync<InferenceException>(() => model.RunAsync(new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, "hi")]),
            MaxOutputTokens = 1,
        }));
    }

    [Fact]
    public void Load_ImpossibleCache_ErrorAndProcessLives()
    {
        var exception = Should.Throw<EmotionAmbiguityException>(() =>
            LlamaCppModel.Load(TestModels.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 1 << 30 }));
        exception.Message.ShouldContain("CacheTokens");
    }

    private static LlamaCppOptions Options() => new() { Threads = 1, CacheTokens = 4096, ContextTokens = 1024 };

    private static LanguageModelRequest Request(LlamaCppModel model, ReferenceCase c) => new()
    {
        Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, c.System), new PromptMessage(PromptRole.User, c.User)], 1),
        MaxOutputTokens = 6,
        Continuations = [.. c.Labels.Select(l => (ReadOnlyMemory<int>)model.Tokenizer.Tokenize(l))],
    };

    private sealed class Shares : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value) => Last = value;
    }

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }

    private sealed class Thrower : IProgress<double>
    {
        public void Report(double value) => throw new InvalidOperationException("from the caller");
    }
}
