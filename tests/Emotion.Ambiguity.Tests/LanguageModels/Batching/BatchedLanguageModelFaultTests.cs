using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels.Batching;
using static Emotion.Ambiguity.Tests.LanguageModels.Batching.BatchedLanguageModelTests;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

/// <summary>Cancellation, disposal and failing engines: each ends what it must end, and nothing else.</summary>
public sealed class BatchedLanguageModelFaultTests
{
    [Fact]
    public async Task RunAsync_Cancelled_EndsItAloneAndFreesItsCells()
    {
        var decoder = new HistoryDecoder();
        using var cancellation = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        await using var model = Create(decoder, new BatchingOptions { MaxPrefixes = 0 });
        decoder.BeforeDecode = (call, abort) =>
        {
            started.Set();
            if (call < 50) Thread.Sleep(2);
        };
        var cancelled = model.RunAsync(Request("s", "to be cancelled", 400), cancellation.Token);
        var other = model.RunAsync(Request("s", "goes on", 12));
        started.Wait();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        (await other).Generation!.TokenIds.ToArray().ShouldBe(Expected("s", "goes on", 12).Tokens);
        decoder.CellsInUse.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_CancelledInsideTheOnlyDecode_AbortsIt()
    {
        var decoder = new HistoryDecoder();
        using var cancellation = new CancellationTokenSource();
        using var inside = new ManualResetEventSlim();
        await using var model = Create(decoder);
        decoder.BeforeDecode = (_, abort) =>
        {
            inside.Set();
            abort.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        };
        var run = model.RunAsync(Request("s", "u", 5), cancellation.Token);
        inside.Wait();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        decoder.BeforeDecode = null;
        (await model.RunAsync(Request("s", "u", 5))).Generation!.TokenIds.ToArray().ShouldBe(Expected("s", "u", 5).Tokens);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileQueued_NeverBegins()
    {
        var decoder = new HistoryDecoder();
        using var cancellation = new CancellationTokenSource();
        using var go = new ManualResetEventSlim();
        await using var model = Create(decoder, new BatchingOptions { MaxActiveRequests = 1 });
        decoder.BeforeDecode = (_, abort) => go.Wait(abort);
        var first = model.RunAsync(Request("s", "first", 3));
        var queued = model.RunAsync(Request("s", "queued", 3), cancellation.Token);
        await cancellation.CancelAsync();
        go.Set();
        await Should.ThrowAsync<OperationCanceledException>(() => queued);
        await first;
    }

    [Fact]
    public async Task RunAsync_EngineThrows_RequestsOfThatBatchFailAndLaterOnesDoNot()
    {
        var decoder = new HistoryDecoder { BeforeDecode = (call, _) => { if (call == 3) throw new InvalidOperationException("no more memory"); } };
        await using var model = Create(decoder);
        var fault = await Should.ThrowAsync<InferenceException>(() => model.RunAsync(Request("s", "u", 100)));
        fault.Message.ShouldContain("no more memory");
        (await model.RunAsync(Request("s", "u", 6))).Generation!.TokenIds.ToArray().ShouldBe(Expected("s", "u", 6).Tokens);
    }

    [Fact]
    public async Task RunAsync_NaNInOneRow_FailsThatRequestAlone()
    {
        var broken = HistoryDecoder.History(new Emotion.Ambiguity.Testing.Utf8Tokenizer().Tokenize("Ss|Ubad|A"));
        await using var model = Create(new HistoryDecoder { IsBroken = history => history == broken });
        var bad = model.RunAsync(Request("s", "bad", 4));
        var good = model.RunAsync(Request("s", "good", 4));
        (await Should.ThrowAsync<InferenceException>(() => bad)).Message.ShouldContain("NaN");
        (await good).Generation!.TokenIds.ToArray().ShouldBe(Expected("s", "good", 4).Tokens);
    }

    [Fact]
    public async Task DisposeAsync_WhileRequestsAreUnderWay_EndsThemAndFreesTheDecoder()
    {
        var decoder = new HistoryDecoder();
        using var inside = new ManualResetEventSlim();
        var model = Create(decoder, new BatchingOptions { MaxActiveRequests = 2 });
        decoder.BeforeDecode = (_, abort) =>
        {
            inside.Set();
            abort.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
        };
        var runs = Enumerable.Range(0, 5).Select(i => model.RunAsync(Request("s", $"u{i}", 5))).ToArray();
        inside.Wait();
        await model.DisposeAsync();
        foreach (var run in runs) await Should.ThrowAsync<ObjectDisposedException>(() => run);
        decoder.IsDisposed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => model.RunAsync(Request("s", "u", 1)));
        await model.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_RandomCancellationUnderLoad_OthersStayRight()
    {
        var decoder = new HistoryDecoder(maxSequences: 10, cacheTokens: 600, maxBatchTokens: 20);
        await using var model = Create(decoder, new BatchingOptions { MaxActiveRequests = 6 });
        var random = new Random(1);
        var runs = Enumerable.Range(0, 300).Select(async i =>
        {
            using var cancellation = new CancellationTokenSource();
            if (i % 3 == 0) cancellation.CancelAfter(TimeSpan.FromMilliseconds(i % 20));
            try
            {
                var response = await model.RunAsync(Request($"s{i % 4}", $"u{i}", 10) with { Continuations = Continuations(["anger", "angry", "joy"]) }, cancellation.Token);
                response.Generation!.TokenIds.ToArray().ShouldBe(Expected($"s{i % 4}", $"u{i}", 10).Tokens);
                return true;
            }
            catch (OperationCanceledException) when (i % 3 == 0)
            {
                return false;
            }
        });
        (await Task.WhenAll(runs)).Count(done => done).ShouldBeGreaterThanOrEqualTo(200);
    }
}
