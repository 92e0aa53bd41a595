using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Decoding;

/// <summary>A state is right when the output matrix, read from the file by the test itself, makes the row's logits of it.</summary>
public sealed class HiddenStateTests
{
    private static readonly LlamaCppOptions OneThread = new() { Threads = 1, CacheTokens = 4096, ParallelSequences = 20 };

    private static int[] Prompt => ReferenceCases.Mini.Cases[0].PromptTokenIds;

    [Fact]
    public void CopyHiddenState_TimesTheOutputMatrix_AreTheLogits()
    {
        var tiny = new TinyGguf();
        using var file = new TemporaryFile(tiny.Write());
        using var model = new LoadedModel(file.Path, OneThread);
        var (state, row) = model.FeedForState([1, 70, 80, 90, 100]);
        var logits = model.Logits(row);
        for (var token = 0; token < logits.Length; token++)
            ((double)logits[token]).ShouldBe(Dot(tiny.Output.AsSpan(token * state.Length, state.Length), state), 1e-4); // 64 products in float32
    }

    [Fact]
    public void CopyHiddenState_EmbeddedModel_TimesItsTiedEmbeddingsAreTheLogits()
    {
        using var model = new LoadedModel(TestModels.MiniPath, OneThread);
        var (state, row) = model.FeedForState(Prompt);
        int[] tokens = [.. Enumerable.Range(0, 100).Select(i => i * 163)];
        var logits = model.Logits(row);
        var weights = TiedEmbeddings.Read(state.Length, tokens, model.Parts.Metadata.SizeBytes);
        for (var i = 0; i < tokens.Length; i++)
            ((double)logits[tokens[i]]).ShouldBe(Dot(weights[i], state), 0.1); // the engine rounds the state to 8 bits; logits go from -20 to 20
    }

    [Fact]
    public void Decode_WithHiddenState_SameBitsOfLogitsAsWithout()
    {
        using var model = new LoadedModel(TestModels.MiniPath, OneThread);
        var before = model.Logits(model.Feed(Prompt, 0, 1));
        var (state, row) = model.FeedForState(Prompt);
        model.Logits(row).ShouldBe(before);
        model.Decoder.RemoveSequence(1, 0);
        model.Logits(model.Feed(Prompt, 0, 1)).ShouldBe(before);
        model.FeedForState(Prompt).State.ShouldBe(state);
    }

    [Fact]
    public void CopyHiddenState_OfTheLastTokenAlone_SameBitsAsInTheWholePrompt()
    {
        using var model = new LoadedModel(TestModels.MiniPath, OneThread);
        var whole = model.FeedForState(Prompt).State;
        model.Feed(Prompt.AsSpan(0, Prompt.Length - 1), 0, 3);
        var batch = new DecoderBatch(1, 1);
        batch.AddToken(Prompt[^1], Prompt.Length - 1, [3], RowLogits.WantedWithHiddenState);
        model.Decoder.Decode(batch, CancellationToken.None);
        var alone = new float[model.Decoder.HiddenStateWidth];
        model.Decoder.CopyHiddenState(0, alone);
        alone.ShouldBe(whole);
    }

    [Fact]
    public void CopyHiddenState_NotAskedForOrOfWrongLength_Refused()
    {
        using var model = new LoadedModel(TestModels.MiniPath, OneThread);
        model.FeedForState(Prompt);
        Should.Throw<ArgumentException>(() => model.Decoder.CopyHiddenState(0, new float[3])).Message.ShouldContain("576");
        Should.Throw<ArgumentOutOfRangeException>(() => model.Decoder.CopyHiddenState(Prompt.Length, new float[576]));
        var row = model.Feed(Prompt, 0, 1);
        Should.Throw<InferenceException>(() => model.Decoder.CopyHiddenState(row, new float[576])).Message.ShouldContain("no hidden state");
    }

    [Fact]
    public async Task RunAsync_FortyAtOnceOfEveryKind_SameBitsAsAlone()
    {
        await using var model = await LlamaCppModel.LoadAsync(TestModels.MiniPath, new LlamaCppOptions { Threads = 1, ContextTokens = 512 });
        model.Info.HiddenStateWidth.ShouldBe(576);
        LanguageModelRequest Request(int i) => new()
        {
            Prompt = new RenderedPrompt(
                [new(PromptRole.System, "Which emotion is it? Answer with a word."), new(PromptRole.User, $"It is day {i} {new string('x', i)} and I cannot wait.")], 1),
            HiddenState = (HiddenStateKind)(i % 3),
            MaxOutputTokens = i % 3 == 0 ? 2 : 0,
        };
        var alone = new List<LanguageModelResponse>();
        for (var i = 0; i < 40; i++) alone.Add(await model.RunAsync(Request(i)));
        var together = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => model.RunAsync(Request(i))));
        for (var i = 0; i < 40; i++)
        {
            together[i].HiddenState.Length.ShouldBe(i % 3 == 0 ? 0 : 576);
            together[i].HiddenState.ToArray().ShouldBe(alone[i].HiddenState.ToArray());
            together[i].Generation?.Text.ShouldBe(alone[i].Generation!.Text);
        }
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }
}
