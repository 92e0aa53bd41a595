using System.Diagnostics;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    [Fact]
    public async Task RunAsync_Null_ArgumentNullException() => await Should.ThrowAsync<ArgumentNullException>(() => Model.RunAsync(null!));

    [Fact]
    public async Task RunAsync_NothingAskedFor_ArgumentException() =>
        (await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", 0)))).Message.ShouldContain("Nothing is asked for");

    [Fact]
    public async Task RunAsync_BadRequest_NamesEveryFault()
    {
        var fault = await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", -1) with
        {
            LogitTokenIds = new[] { -5 },
            Continuations = [ReadOnlyMemory<int>.Empty],
            Sampling = new TokenSampling { Temperature = double.NaN },
        }));
        fault.Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("MaxOutputTokens"), m => m.ShouldContain("-5"), m => m.ShouldContain("no tokens"), m => m.ShouldContain("Temperature"));
    }

    [PartFact(Needs = ModelPart.StepLogits)]
    public async Task RunAsync_LogitOfATokenTwice_ArgumentException()
    {
        var id = LabelTokens()[0];
        await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", 1) with { LogitTokenIds = new[] { id, id } }));
    }

    [PartFact(Needs = ModelPart.VocabularySize)]
    public async Task RunAsync_TokenOutsideTheVocabulary_ArgumentException()
    {
        await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", 1) with { LogitTokenIds = new[] { int.MaxValue } }));
        await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", 0) with { Continuations = [new[] { int.MaxValue }] }));
    }

    [Fact]
    public async Task RunAsync_CapabilityLacking_NotSupportedException()
    {
        if (!Has(ModelPart.StepLogits)) await Should.ThrowAsync<NotSupportedException>(() => Model.RunAsync(Request("u", 1) with { LogitTokenIds = new[] { 1 } }));
        if (!Has(ModelPart.ContinuationScores)) await Should.ThrowAsync<NotSupportedException>(() => Model.RunAsync(Request("u", 0) with { Continuations = [new[] { 1 }] }));
        if (!Has(ModelPart.HiddenStates)) await Should.ThrowAsync<NotSupportedException>(() => Model.RunAsync(Request("u", 0) with { HiddenState = HiddenStateKind.LastPosition }));
        if (Model.Info.EmbeddingWidth is not null) return;
        var sound = new RenderedPrompt([new PromptMessage(PromptRole.User, [new EmbeddingPart(new float[5], 5)])]);
        var fault = await Should.ThrowAsync<Exception>(() => Model.RunAsync(new LanguageModelRequest { Prompt = sound, MaxOutputTokens = 1 }));
        (fault is NotSupportedException or ArgumentException).ShouldBeTrue(fault.ToString());
    }

    [PartFact(Needs = ModelPart.ContextLimit)]
    public async Task RunAsync_PromptTooLong_ContextOverflowException()
    {
        var room = Model.Info.ContextTokens!.Value;
        var overflow = await Should.ThrowAsync<ContextOverflowException>(() => Model.RunAsync(Request(string.Join(' ', Enumerable.Repeat("word", room)), 4)));
        overflow.AvailableTokens.ShouldBe(room);
        overflow.NeededTokens.ShouldBeGreaterThan(room);
        await Should.ThrowAsync<ContextOverflowException>(() => Model.RunAsync(Request("u", room)));
        (await Model.RunAsync(Request("u", 1))).Generation.ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_AlreadyCancelled_OperationCanceledException() =>
        await Should.ThrowAsync<OperationCanceledException>(() => Model.RunAsync(Request("u", 1), new CancellationToken(canceled: true)));

    [PartFact(Needs = ModelPart.LongRequests)]
    public async Task RunAsync_CancelledHalfWay_EndsSoonAndTheModelGoesOn()
    {
        using var cancellation = new CancellationTokenSource();
        var other = Model.RunAsync(Request("Another one.", 2));
        var run = Model.RunAsync(LongRequest(), cancellation.Token);
        await Task.Delay(50);
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => run)).CancellationToken.ShouldBe(cancellation.Token);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10)); // a decode step on a busy machine
        (await other).Generation.ShouldNotBeNull();
        (await Model.RunAsync(Request("Another one.", 2))).Generation.ShouldNotBeNull();
    }

    [Fact]
    public async Task DisposeAsync_ThenAnyCall_ObjectDisposedException()
    {
        var model = await CreateAsync();
        await model.DisposeAsync();
        await model.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => model.RunAsync(Request("u", 1)));
    }

    [PartFact(Needs = ModelPart.LongRequests)]
    public async Task DisposeAsync_WhileRequestsAreUnderWay_EndsThem()
    {
        var model = await CreateAsync();
        var runs = Enumerable.Range(0, 3).Select(_ => model.RunAsync(LongRequest())).ToArray();
        await Task.Delay(50);
        await model.DisposeAsync();
        foreach (var run in runs) await Should.ThrowAsync<ObjectDisposedException>(() => run);
    }
}
