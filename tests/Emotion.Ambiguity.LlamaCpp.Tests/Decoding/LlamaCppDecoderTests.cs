using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Decoding;

public sealed class LlamaCppDecoderTests : IDisposable
{
    private const int SomeToken = 9690;
    private readonly LoadedModel _model = new(TestModels.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 4096, ParallelSequences = 20 });

    private static int[] Prompt => ReferenceCases.Mini.Cases[0].PromptTokenIds;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Decode_PrefixForked_SameBitsAsDecodedWhole()
    {
        var whole = _model.Logits(_model.Feed(Prompt, 0, 0));
        _model.Feed(Prompt.AsSpan(0, 40), 0, 1);
        _model.Decoder.CopySequence(1, 2);
        _model.Logits(_model.Feed(Prompt.AsSpan(40), 40, 2)).ShouldBe(whole);
    }

    [Fact]
    public void Decode_PositionsRemoved_SameBitsAsNeverDecoded()
    {
        var whole = _model.Logits(_model.Feed(Prompt, 0, 0));
        _model.Decoder.RemoveSequence(0, Prompt.Length - 1);
        _model.Feed([5, 6, 7], Prompt.Length - 1, 0);
        _model.Decoder.RemoveSequence(0, Prompt.Length - 1);
        _model.Logits(_model.Feed(Prompt.AsSpan(Prompt.Length - 1), Prompt.Length - 1, 0)).ShouldBe(whole);
    }

    [Fact]
    public void Decode_BatchOfSixteen_SameBitsAsAlone()
    {
        var alone = _model.Logits(_model.Feed(Prompt, 0, 0));
        _model.Decoder.RemoveSequence(0, 0);
        var batch = new DecoderBatch(_model.Decoder.MaxBatchTokens, 1);
        var position = 0;
        var found = new List<float[]>();

        // Sixteen sequences side by side, as many positions a batch as fit; sequence 9 is ours.
        for (; position < Prompt.Length; position += 30)
        {
            batch.Clear();
            var row = -1;
            for (var sequence = 0; sequence < 16; sequence++)
            {
                var other = ReferenceCases.Mini.Cases[sequence % ReferenceCases.Mini.Cases.Count].PromptTokenIds;
                for (var i = position; i < Math.Min(position + 30, Prompt.Length); i++)
                {
                    var added = batch.AddToken(sequence == 9 ? Prompt[i] : other[i], i, [sequence], i == Prompt.Length - 1 ? RowLogits.Wanted : RowLogits.Unwanted);
                    if (sequence == 9) row = added;
                }
            }

            _model.Decoder.Decode(batch, CancellationToken.None);
            if (position + 30 >= Prompt.Length) found.Add(_model.Logits(row));
        }

        found.Single().ShouldBe(alone);
    }

    [Fact]
    public void Decode_TokenSharedBySequences_EachGoesOnFromIt()
    {
        var alone = _model.Logits(_model.Feed([.. Prompt, 100, 200], 0, 3));
        _model.Feed(Prompt, 0, 0);
        _model.Decoder.CopySequence(0, 1);
        _model.Decoder.CopySequence(0, 2);
        var batch = new DecoderBatch(3, 2);
        batch.AddToken(100, Prompt.Length, [1, 2], RowLogits.Unwanted);
        var first = batch.AddToken(200, Prompt.Length + 1, [1], RowLogits.Wanted);
        var second = batch.AddToken(300, Prompt.Length + 1, [2], RowLogits.Wanted);
        _model.Decoder.Decode(batch, CancellationToken.None);
        _model.Logits(first).ShouldBe(alone);
        _model.Logits(second).ShouldNotBe(alone);
    }

    [Fact]
    public void Decode_Embeddings_AcceptedAndRowReadable()
    {
        var batch = new DecoderBatch(3, 1);
        var embedding = Enumerable.Range(0, _model.Decoder.EmbeddingWidth).Select(i => MathF.Sin(i)).ToArray();
        for (var i = 0; i < 3; i++) batch.AddEmbedding(embedding, i, 0, i == 2 ? RowLogits.Wanted : RowLogits.Unwanted);
        _model.Decoder.Decode(batch, CancellationToken.None);
        var logits = _model.Logits(2);
        logits.ShouldAllBe(l => float.IsFinite(l));
        _model.Decoder.ArgMax(2).ShouldBe(Array.IndexOf(logits, logits.Max()));
    }

    [Fact]
    public void Decode_CancelledInside_ThrowsAndStaysUsable()
    {
        var before = _model.Logits(_model.Feed(Prompt, 0, 0));
        using var source = new CancellationTokenSource();
        var batch = new DecoderBatch(512, 1);
        for (var i = 0; i < 512; i++) batch.AddToken(Prompt[i % Prompt.Length], i, [1], RowLogits.Unwanted);

        // A thread of its own: a timer waits for the pool, which other tests may keep busy longer than the decode takes.
        var canceller = new Thread(() =>
        {
            Thread.Sleep(30);
            source.Cancel();
        });
        canceller.Start();
        Should.Throw<OperationCanceledException>(() => _model.Decoder.Decode(batch, source.Token));
        canceller.Join();
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Decoder.ArgMax(0));
        _model.Decoder.RemoveSequence(1, 0);
        _model.Decoder.RemoveSequence(0, 0);
        _model.Logits(_model.Feed(Prompt, 0, 0)).ShouldBe(before);
    }

    [Fact]
    public void Decode_CancelledBefore_Throws() =>
        Should.Throw<OperationCanceledException>(() => _model.Feed(Prompt, 0, 0, new CancellationToken(canceled: true)));

    [Fact]
    public void Decode_CacheFull_ClearErrorAndStaysUsable()
    {
        using var small = new LoadedModel(TestModels.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 256, ContextTokens = 256, ParallelSequences = 3 });
        small.Feed(new int[256], 0, 0);
        Should.Throw<InferenceException>(() => small.Feed([1], 0, 1)).Remedy.ShouldContain("CacheTokens");
        small.Decoder.RemoveSequence(0, 0);
        small.Feed(Prompt, 0, 1).ShouldBe(Prompt.Length - 1);
    }

    [Fact]
    public void Decode_PositionGap_RefusedAndStaysUsable()
    {
        _model.Feed(Prompt, 0, 0);
        Should.Throw<InferenceException>(() => _model.Feed([1], Prompt.Length + 7, 0));
        _model.Feed([1], Prompt.Length, 0).ShouldBe(0);
    }

    [Fact]
    public void Decode_IdsOutOfRange_RefusedBeforeNativeCode()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Feed([_model.Tokenizer.VocabularySize], 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Feed([-1], 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Feed([1], 0, 20));
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Decoder.CopySequence(0, 20));
        Should.Throw<ArgumentException>(() => _model.Decoder.Decode(new DecoderBatch(1, 1), CancellationToken.None));
        _model.Feed(Prompt, 0, 0);
        Should.Throw<ArgumentOutOfRangeException>(() => _model.Decoder.ArgMax(Prompt.Length));
        Should.Throw<InferenceException>(() => _model.Decoder.ArgMax(0)).Message.ShouldContain("no logits");
    }

    [Fact]
    public void Steps_TwoHundred_NothingAllocated()
    {
        using var source = new CancellationTokenSource();
        var batch = new DecoderBatch(1, 20);
        int[] ids = [1, 2, 3, 4];
        int[] sequence = [0]; // a constant span allocates in unoptimised code
        var logits = new float[4];
        var position = 0;
        for (; position < 20; position++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (; position < 220; position++) Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Step()
        {
            batch.Clear();
            batch.AddToken(SomeToken, position, sequence, RowLogits.Wanted);
            _model.Decoder.Decode(batch, source.Token);
            _model.Decoder.ArgMax(0);
            _model.Decoder.CopyLogits(0, ids, logits);
            _model.Decoder.LogSumExp(0);
            _model.Decoder.Sample(0, 1, 0.5);
        }
    }
}
