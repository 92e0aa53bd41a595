using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

public sealed class StreamAsyncTests
{
    [Fact]
    public async Task StreamAsync_AnyBytes_PiecesJoinedAreTheAnswer()
    {
        await using var model = Create(new HistoryDecoder());
        var pieces = 0;
        for (var i = 0; i < 40; i++)
        {
            // The decoder's answers are random bytes: whole characters, halves of some, and bytes that belong to none.
            var updates = await model.StreamAsync(Request($"utterance {i}", 100)).ToListAsync();
            var whole = await model.RunAsync(Request($"utterance {i}", 100));
            string.Concat(updates.Select(u => u.Text)).ShouldBe(whole.Generation!.Text);
            updates[^1].Response!.Generation!.TokenIds.ToArray().ShouldBe(whole.Generation.TokenIds.ToArray());
            updates[..^1].ShouldAllBe(u => u.Response == null && u.Text.Length > 0);
            pieces += updates.Count;
        }

        pieces.ShouldBeGreaterThan(80);
    }

    [Fact]
    public void Append_CharactersOfSeveralTokens_ComeWhole()
    {
        const string Text = "Grüße, 世界! 🙂 ça va";
        var tokenizer = new Utf8Tokenizer();
        var stream = new TokenTextStream(tokenizer);
        var pieces = tokenizer.Tokenize(string.Concat(Enumerable.Repeat(Text, 9))).Select(stream.Append).ToArray();
        string.Concat(pieces).ShouldBe(string.Concat(Enumerable.Repeat(Text, 9)));
        pieces.ShouldContain("世");
        pieces.ShouldContain("🙂");
        stream.Length.ShouldBe(Text.Length * 9);
    }

    [Fact]
    public async Task StreamAsync_CallerLeavesEarly_StopsTheComputation()
    {
        var decoder = new HistoryDecoder { BeforeDecode = (_, _) => Thread.Sleep(1) };
        await using var model = Create(decoder);
        await foreach (var update in model.StreamAsync(Request("long", 400))) break;
        var calls = decoder.DecodeCalls;
        await model.RunAsync(Request("next", 1));
        decoder.DecodeCalls.ShouldBeLessThan(calls + 10);
    }

    [Fact]
    public async Task StreamAsync_Cancelled_ThrowsAndTheModelStaysUsable()
    {
        await using var model = Create(new HistoryDecoder
        {
            // The answer cannot be whole before it is cancelled.
            BeforeDecode = (call, token) => _ = call == 4 && token.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)),
        });
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in model.StreamAsync(Request("long", 400), cancel.Token)) await cancel.CancelAsync();
        });
        (await model.RunAsync(Request("next", 3))).Generation.ShouldNotBeNull();
    }

    [Fact]
    public async Task StreamAsync_NothingAskedFor_ThrowsAsRunAsyncDoes()
    {
        await using var model = Create(new HistoryDecoder());
        await Should.ThrowAsync<ArgumentException>(async () => await model.StreamAsync(Request("u", 0)).ToListAsync());
    }

    private static BatchedLanguageModel Create(HistoryDecoder decoder) => new(
        decoder, new Utf8Tokenizer(), new PlainTemplate(), new LanguageModelInfo { ModelId = "m", Engine = "history", Capabilities = LanguageModelCapabilities.Tokenizer });

    private static LanguageModelRequest Request(string user, int tokens) => new() { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, user)]), MaxOutputTokens = tokens };
}
