using System.Diagnostics;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.LLamaSharp.Tests;

public sealed class LLamaSharpModelTests
{
    private static readonly LLamaSharpOptions Small = new() { Threads = 1, CacheTokens = 1024, ContextTokens = 512 };

    [Fact]
    public async Task Create_EmbeddedModel_SaysWhatItIs()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var model = LLamaSharpModel.Create(weights, Small);
        model.Info.ModelId.ShouldBe(weights.Metadata["general.name"]);
        model.Info.Engine.ShouldStartWith("LLamaSharp");
        (model.Info.ContextTokens, model.Info.EmbeddingWidth, model.Info.ChatTemplate).ShouldBe((512, 576, ChatTemplateSource.Model));
        model.Tokenizer.VocabularySize.ShouldBe(16_384);
    }

    [Fact]
    public void Create_NullArguments_ArgumentNullException() => Should.Throw<ArgumentNullException>(() => LLamaSharpModel.Create(null!));

    [Fact]
    public async Task Create_BadOptions_NamesEveryFault()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        var options = new LLamaSharpOptions { ModelId = " ", ContextTokens = 3, CacheTokens = 2, ParallelSequences = 2, BatchTokens = 0, MicroBatchTokens = 0, Threads = 0 };
        var fault = Should.Throw<ArgumentException>(() => LLamaSharpModel.Create(weights, options));
        foreach (var name in new[] { "ModelId", "ContextTokens", "CacheTokens", "ParallelSequences", "BatchTokens", "MicroBatchTokens", "Threads" }) fault.Message.ShouldContain(name);
    }

    [Fact]
    public async Task Create_DisposedWeights_ObjectDisposedException()
    {
        var weights = await EmbeddedWeights.LoadAsync();
        weights.Dispose();
        Should.Throw<ObjectDisposedException>(() => LLamaSharpModel.Create(weights));
    }

    [Fact]
    public async Task DisposeAsync_WeightsOfTheCaller_StayUsable()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var model = LLamaSharpModel.Create(weights, Small);
            (await model.RunAsync(Request("hi"))).Generation.ShouldNotBeNull();
        }

        weights.NativeHandle.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task DisposeAsync_OwnedWeights_AreFreed()
    {
        var weights = await EmbeddedWeights.LoadAsync();
        var model = LLamaSharpModel.Create(weights, new LLamaSharpOptions { Threads = 1, CacheTokens = 1024, OwnsWeights = true });
        await model.DisposeAsync();
        weights.NativeHandle.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => model.Tokenizer.Tokenize("after the end"));
    }

    [Fact]
    public async Task RunAsync_WeightsDisposedFirst_ModelKeepsThemUntilItsEnd()
    {
        var weights = await EmbeddedWeights.LoadAsync();
        var model = LLamaSharpModel.Create(weights, Small);
        weights.Dispose();
        (await model.RunAsync(Request("hi"))).Generation.ShouldNotBeNull();
        await model.DisposeAsync();
        weights.NativeHandle.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => model.Tokenizer.Tokenize("after the end"));
    }

    [Fact]
    public async Task TwoModelsOnOneSetOfWeights_SameAnswer()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var first = LLamaSharpModel.Create(weights, Small);
        await using var second = LLamaSharpModel.Create(weights, Small);
        var answers = await Task.WhenAll(first.RunAsync(Request("What a day.")), second.RunAsync(Request("What a day.")));
        answers[1].Generation!.TokenIds.ToArray().ShouldBe(answers[0].Generation!.TokenIds.ToArray());
    }

    [Fact]
    public async Task RunAsync_Embeddings_TakenAndAnswered()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var model = LLamaSharpModel.Create(weights, Small);
        var sound = new EmbeddingPart(Enumerable.Range(0, 40 * 576).Select(i => 0.02f * MathF.Sin(i)).ToArray(), 576);
        var request = new LanguageModelRequest { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, [new TextPart("Listen: "), sound])]), MaxOutputTokens = 2 };
        var response = await model.RunAsync(request);
        response.PromptTokens.ShouldBeGreaterThan(40);
        (await model.RunAsync(request)).Generation!.TokenIds.ToArray().ShouldBe(response.Generation!.TokenIds.ToArray());
    }

    [Fact]
    public async Task RunAsync_CacheInManyBatches_Answered()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var model = LLamaSharpModel.Create(weights, new LLamaSharpOptions { Threads = 1, CacheTokens = 1024, ContextTokens = 512, BatchTokens = 20, ParallelSequences = 3 });
        (await model.RunAsync(Request(string.Join(' ', Enumerable.Repeat("word", 200))))).Generation.ShouldNotBeNull();
    }

    /// <summary>llama.cpp asks in the midst of a batch whether to go on, so nobody waits for its end.</summary>
    [Fact]
    public async Task RunAsync_CancelledInsideABatch_EndsLongBeforeIt()
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var model = LLamaSharpModel.Create(weights, new LLamaSharpOptions { Threads = 1, CacheTokens = 1024, BatchTokens = 1024 });
        var request = Request(string.Join(' ', Enumerable.Repeat("word", 800)));
        var clock = Stopwatch.StartNew();
        await model.RunAsync(request);
        var whole = clock.Elapsed;
        using var cancellation = new CancellationTokenSource(whole / 10);
        clock.Restart();
        await Should.ThrowAsync<OperationCanceledException>(() => model.RunAsync(request, cancellation.Token));
        clock.Elapsed.ShouldBeLessThan(whole / 2);
    }

    private static LanguageModelRequest Request(string text) => new() { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, text)]), MaxOutputTokens = 3 };
}
