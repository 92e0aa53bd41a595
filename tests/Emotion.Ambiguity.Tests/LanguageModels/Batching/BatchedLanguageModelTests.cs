using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

public sealed class BatchedLanguageModelTests
{
    private static readonly Utf8Tokenizer Tokenizer = new();
    private static readonly int[] SomeTokens = [97, 98, 99, 256];

    [Fact]
    public async Task RunAsync_Greedy_FollowsTheLikeliestTokens()
    {
        await using var model = Create(new HistoryDecoder());
        for (var i = 0; i < 20; i++)
        {
            var response = await model.RunAsync(Request("system", $"utterance {i}", 12));
            var (tokens, logits) = Expected("system", $"utterance {i}", 12);
            response.Generation!.TokenIds.ToArray().ShouldBe(tokens);
            for (var step = 0; step < tokens.Length; step++) response.Generation.Logits.GetStep(step).ToArray().ShouldBe(logits[step]);
            response.Generation.Stop.ShouldBe(tokens.Length == 12 ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer);
        }
    }

    [Fact]
    public async Task RunAsync_Continuations_ScoreIsTheSumOfLogProbabilities()
    {
        // Shared beginnings, one inside another, the same twice, one token, many tokens.
        string[] labels = ["anger", "angry", "a", "an", "joy", "joyful", "joy", "sadness", "surprise", "x"];
        await using var model = Create(new HistoryDecoder());
        var response = await model.RunAsync(Request("s", "u", 0) with { Continuations = Continuations(labels) });
        response.Generation.ShouldBeNull();
        for (var i = 0; i < labels.Length; i++)
        {
            response.ContinuationScores[i].TokenCount.ShouldBe(labels[i].Length);
            response.ContinuationScores[i].LogLikelihood.ShouldBe(ExpectedScore("s", "u", labels[i]), 1e-9);
        }
    }

    [Theory]
    [InlineData(3, 400, 1, 1)]
    [InlineData(3, 200, 7, 4)]
    [InlineData(5, 120, 16, 16)]
    [InlineData(40, 4096, 64, 16)]
    public async Task RunAsync_ManyAtOnceOnAnyDecoder_EachAsIfAlone(int sequences, int cells, int batch, int active)
    {
        var decoder = new HistoryDecoder(sequences, cells, batch);
        await using var model = Create(decoder, new BatchingOptions { MaxActiveRequests = active });
        string[] labels = ["anger", "angry", "joy", "sad", "sadness", "surprise", "neutral"];
        var requests = Enumerable.Range(0, 60).Select(i => (System: i % 3 == 0 ? "one instruction" : "another one", User: new string((char)('a' + (i % 26)), 1 + (i * 7 % 40)), Tokens: i % 9)).ToArray();
        var responses = await Task.WhenAll(requests.Select(r => model.RunAsync(Request(r.System, r.User, r.Tokens) with { Continuations = Continuations(labels) })));
        for (var i = 0; i < requests.Length; i++)
        {
            var (system, user, tokens) = requests[i];
            if (tokens > 0) responses[i].Generation!.TokenIds.ToArray().ShouldBe(Expected(system, user, tokens).Tokens);
            for (var n = 0; n < labels.Length; n++)
                responses[i].ContinuationScores[n].LogLikelihood.ShouldBe(ExpectedScore(system, user, labels[n]), 1e-9);
        }
    }

    [Theory]
    [InlineData(CellReuse.WhenIdle, 4096, false)]
    [InlineData(CellReuse.WhenIdle, 300, false)] // a cache that is used up again and again
    [InlineData(CellReuse.AtOnce, 4096, true)]
    public async Task RunAsync_ManyOfMixedLengths_NoSequenceGoesBackInTheCacheUnlessReusedAtOnce(CellReuse reuse, int cells, bool goesBack)
    {
        var decoder = new HistoryDecoder(cacheTokens: cells);
        await using var model = Create(decoder, new BatchingOptions { CellReuse = reuse });
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 60).Select(i => model.RunAsync(
                Request(i % 3 == 0 ? "one instruction" : "another one", new string((char)('a' + (i % 26)), 1 + (i * 7 % 40)), i * 5 % 31) with { Continuations = Continuations(["anger", "joy", "sad"]) })));
        }

        (decoder.OutOfOrder > 0).ShouldBe(goesBack);
    }

    [Fact]
    public async Task RunAsync_LongRun_CellsThatRestDoNotFillTheCache()
    {
        var decoder = new HistoryDecoder(cacheTokens: 16384);
        await using var model = Create(decoder);
        var requests = Enumerable.Range(0, 400).Select(i => Request("one instruction", new string('u', 30), 1 + (i % 20))).ToArray();
        var responses = await Task.WhenAll(requests.Select(r => model.RunAsync(r)));

        // All together need some 17,000 cells; 16 at a time, and as many again that rest, are what a row has to walk over.
        responses.Sum(r => r.PromptTokens).ShouldBeGreaterThan(16000);
        decoder.CellReach.ShouldBeLessThan(3000);
        decoder.OutOfOrder.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_SameInstructionAgain_ItsTokensAreNotDecodedAgain()
    {
        var decoder = new HistoryDecoder();
        await using var model = Create(decoder);
        var first = await model.RunAsync(Request("a long instruction", "u", 1));
        var before = decoder.DecodedTokens;
        var second = await model.RunAsync(Request("a long instruction", "v", 1));
        first.ReusedPromptTokens.ShouldBe(0);
        second.ReusedPromptTokens.ShouldBe("Sa long instruction|U".Length);
        (decoder.DecodedTokens - before).ShouldBe("v|A".Length);
    }

    [Fact]
    public async Task RunAsync_MaxBatchDelay_RequestsStartTogetherAndAFullBatchWaitsForNobody()
    {
        var decoder = new HistoryDecoder();
        await using var model = Create(decoder, new BatchingOptions { MaxActiveRequests = 3, MaxBatchDelay = TimeSpan.FromSeconds(10) });
        var responses = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => model.RunAsync(Request("s", $"{i}", 1))));

        // The shared beginning, then all three prompts in one batch.
        decoder.DecodeCalls.ShouldBe(2);
        responses.ShouldAllBe(r => r.QueueTime < TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task RunAsync_MaxBatchDelayAndNobodyElse_StartsWhenItIsOver()
    {
        await using var model = Create(new HistoryDecoder(), new BatchingOptions { MaxBatchDelay = TimeSpan.FromMilliseconds(30) });
        var response = await model.RunAsync(Request("s", "u", 3));
        response.QueueTime.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(29)); // the clocks of the wait and of the age are not the same
        response.Generation!.TokenIds.ToArray().ShouldBe(Expected("s", "u", 3).Tokens);
    }

    [Fact]
    public async Task RunAsync_AfterAll_OnlyPrefixesStayInTheCache()
    {
        var decoder = new HistoryDecoder();
        await using var model = Create(decoder, new BatchingOptions { MaxPrefixes = 2 });
        for (var i = 0; i < 10; i++)
            await model.RunAsync(Request($"instruction {i}", "u", 3) with { Continuations = Continuations(["anger", "joy"]) });
        decoder.SequencesInUse.ShouldBe(2);
        decoder.CellsInUse.ShouldBe(2 * "Sinstruction 0|U".Length);
    }

    [Fact]
    public async Task RunAsync_Embeddings_AreDecodedInTheirPlace()
    {
        await using var model = Create(new HistoryDecoder());
        PromptMessage Voice(float v) => new(PromptRole.User, [new EmbeddingPart(new[] { v, 0, 0, 0, v, 0 }, HistoryDecoder.Width), new TextPart("said")]);
        async Task<double> Score(float v) =>
            (await model.RunAsync(new LanguageModelRequest { Prompt = new RenderedPrompt([new(PromptRole.System, "s"), Voice(v)], 1), Continuations = Continuations(["joy"]) })).ContinuationScores[0].LogLikelihood;
        var together = await Task.WhenAll(Score(1), Score(2), Score(1), RunText());
        together[0].ShouldBe(together[2]);
        together[0].ShouldNotBe(together[1]);
        together[3].ShouldBe(ExpectedScore("s", "said", "joy"), 1e-9);

        async Task<double> RunText() =>
            (await model.RunAsync(Request("s", "said", 0) with { Continuations = Continuations(["joy"]) })).ContinuationScores[0].LogLikelihood;
    }

    [Theory]
    [InlineData(3, 400, 1, 1)]
    [InlineData(5, 120, 16, 16)]
    [InlineData(40, 4096, 64, 16)]
    [InlineData(40, 4096, 512, 16)]
    public async Task RunAsync_HiddenStatesAmongOthersOnAnyDecoder_AreThoseOfTheirPositions(int sequences, int cells, int batch, int active)
    {
        await using var model = Create(new HistoryDecoder(sequences, cells, batch), new BatchingOptions { MaxActiveRequests = active });
        var users = Enumerable.Range(0, 40).Select(i => (Text: new string((char)('a' + (i % 26)), 1 + (i * 7 % 40)), Kind: (HiddenStateKind)(i % 3), Tokens: 1 + (i % 4))).ToArray();
        var responses = await Task.WhenAll(users.Select(u => model.RunAsync(
            Request("s", u.Text, u.Tokens) with { HiddenState = u.Kind, Continuations = u.Tokens % 2 == 0 ? Continuations(["joy", "anger"]) : [] })));
        for (var i = 0; i < users.Length; i++)
        {
            var (text, kind, tokens) = users[i];
            responses[i].Generation!.TokenIds.ToArray().ShouldBe(Expected("s", text, tokens).Tokens);
            var states = StatesAfter("Ss|U", $"{text}|A");
            var expected = kind switch
            {
                HiddenStateKind.LastPosition => states[^1],
                HiddenStateKind.MeanOfUtterance => [.. Enumerable.Range(0, HistoryDecoder.StateWidth).Select(d => (float)states.Average(s => (double)s[d]))],
                _ => [],
            };
            responses[i].HiddenState.ToArray().ShouldBe(expected, 1e-6);
        }
    }

    [Fact]
    public async Task RunAsync_HiddenStateOfEmbeddings_TheirRowsCount()
    {
        await using var model = Create(new HistoryDecoder());
        async Task<float[]> Mean(float v) => (await model.RunAsync(new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([new(PromptRole.System, "s"), new(PromptRole.User, [new EmbeddingPart(new[] { v, 0, 0, 0, v, 0 }, HistoryDecoder.Width), new TextPart("said")])], 1),
            HiddenState = HiddenStateKind.MeanOfUtterance,
        })).HiddenState.ToArray();
        var together = await Task.WhenAll(Mean(1), Mean(2), Mean(1));
        together[0].ShouldBe(together[2]);
        together[0].ShouldNotBe(together[1]);
        together[0].ShouldBe(await Mean(1));
    }

    [Fact]
    public async Task RunAsync_OnlyTheLastState_NoOtherRowIsComputedForIt()
    {
        var decoder = new HistoryDecoder();
        await using var model = Create(decoder);
        await model.RunAsync(Request("s", "what a day", 0) with { HiddenState = HiddenStateKind.LastPosition });
        decoder.StatesComputed.ShouldBe(1);
    }

    [Fact]
    public void Constructor_CapabilityWithoutADecoderForIt_NamesIt()
    {
        using var decoder = new PlainDecoder();
        Should.Throw<ArgumentException>(() => new BatchedLanguageModel(
            decoder, Tokenizer, new PlainTemplate(), new LanguageModelInfo { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.HiddenStates })).Message.ShouldContain("HiddenStates");
    }

    [Fact]
    public async Task RunAsync_Sampling_SeedDecidesAndNeighboursDoNot()
    {
        await using var model = Create(new HistoryDecoder());
        LanguageModelRequest Sampled(int seed) => Request("s", "u", 20) with { Sampling = new TokenSampling { Temperature = 1, Seed = seed } };
        var alone = await model.RunAsync(Sampled(5));
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => model.RunAsync(Sampled(seed))));
        together[5].Generation!.TokenIds.ToArray().ShouldBe(alone.Generation!.TokenIds.ToArray());
        together.Select(r => r.Generation!.Text).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task RunAsync_TooLong_SaysHowManyTokensThereAre()
    {
        await using var model = Create(new HistoryDecoder(sequenceTokens: 100));
        var overflow = await Should.ThrowAsync<ContextOverflowException>(() => model.RunAsync(Request("s", new string('x', 95), 10)));
        overflow.NeededTokens.ShouldBe("Ss|U|A".Length + 95 + 10);
        overflow.AvailableTokens.ShouldBe(100);
    }

    [Fact]
    public async Task RunAsync_EmbeddingsOfWrongWidth_AreRefused()
    {
        await using var model = Create(new HistoryDecoder());
        var request = new LanguageModelRequest { Prompt = new RenderedPrompt([new(PromptRole.User, [new EmbeddingPart(new float[5], 5)])]), MaxOutputTokens = 1 };
        (await Should.ThrowAsync<ArgumentException>(() => model.RunAsync(request))).Message.ShouldContain("needs 3");
    }

    [Fact]
    public void Constructor_InvalidOptions_NamesEveryFault()
    {
        using var decoder = new HistoryDecoder(maxSequences: 2);
        var fault = Should.Throw<ArgumentException>(() => Create(decoder, new BatchingOptions { MaxActiveRequests = 0, MaxPrefixes = -1, PrefixCacheShare = double.NaN, MaxBatchDelay = TimeSpan.FromSeconds(-1) }));
        fault.Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("MaxActiveRequests"), m => m.ShouldContain("MaxPrefixes"), m => m.ShouldContain("PrefixCacheShare"), m => m.ShouldContain("2 sequences"));
    }

    internal static BatchedLanguageModel Create(HistoryDecoder decoder, BatchingOptions? options = null) => new(
        decoder,
        Tokenizer,
        new PlainTemplate(),
        new LanguageModelInfo { ModelId = "history", Engine = "history", Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.EmbeddingInput | LanguageModelCapabilities.HiddenStates },
        options);

    internal static LanguageModelRequest Request(string system, string user, int maxOutputTokens) => new()
    {
        Prompt = new RenderedPrompt([new(PromptRole.System, system), new(PromptRole.User, user)], sharedMessageCount: 1),
        MaxOutputTokens = maxOutputTokens,
        LogitTokenIds = SomeTokens,
    };

    internal static ReadOnlyMemory<int>[] Continuations(IEnumerable<string> labels) => [.. labels.Select(l => new ReadOnlyMemory<int>(Tokenizer.Tokenize(l)))];

    internal static (int[] Tokens, float[][] Logits) Expected(string system, string user, int maxTokens)
    {
        var history = HistoryDecoder.History(Tokenizer.Tokenize($"S{system}|U{user}|A"));
        var tokens = new List<int>();
        var logits = new List<float[]>();
        while (tokens.Count < maxTokens)
        {
            var next = Enumerable.Range(0, 257).MaxBy(t => HistoryDecoder.Logit(history, t));
            if (next == Utf8Tokenizer.EndOfAnswer) break;
            tokens.Add(next);
            logits.Add(Array.ConvertAll(SomeTokens, t => HistoryDecoder.Logit(history, t)));
            history = HistoryDecoder.Extend(history, (ulong)next);
        }

        return ([.. tokens], [.. logits]);
    }

    /// <summary>The states at each position of a text after another.</summary>
    private static List<float[]> StatesAfter(string before, string text)
    {
        var history = HistoryDecoder.History(Tokenizer.Tokenize(before));
        return [.. Tokenizer.Tokenize(text).Select(token => HistoryDecoder.State(history = HistoryDecoder.Extend(history, (ulong)token)))];
    }

    private static double ExpectedScore(string system, string user, string label)
    {
        var history = HistoryDecoder.History(Tokenizer.Tokenize($"S{system}|U{user}|A"));
        var score = 0.0;
        foreach (var token in Tokenizer.Tokenize(label))
        {
            score += HistoryDecoder.Logit(history, token) - HistoryDecoder.LogSumExpAfter(history);
            history = HistoryDecoder.Extend(history, (ulong)token);
        }

        return score;
    }
}
