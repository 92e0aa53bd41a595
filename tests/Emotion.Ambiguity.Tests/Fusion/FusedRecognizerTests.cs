using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Fusion;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Speech;

namespace Emotion.Ambiguity.Tests.Fusion;

public sealed class FusedRecognizerTests
{
    private static readonly EmotionTaxonomy Two = EmotionTaxonomy.FromNames("two", "anger", "joy");
    private static readonly FusionProfile Even = new(Two, new FusionExpert("words/text", 1), new FusionExpert("others/text", 1));

    [Fact]
    public async Task RecognizeAsync_TwoMembers_IsTheProductAndKeepsEachOnesAnswer()
    {
        await using var recognizer = new FusedRecognizer(Even, [Member("words", "anger 80%, joy 20%"), Member("others", "anger 40%, joy 60%")]);
        var result = await recognizer.RecognizeAsync(Utterance.FromText("Go away.", "first"));
        result.Distribution!["anger"].ShouldBe(0.8 * 0.4 / ((0.8 * 0.4) + (0.2 * 0.6)), 2e-3); // epsilon
        result.Extractions.Select(e => e.Extractor).ShouldBe(["fusion", "words/text", "others/text"]);
        result["words/text"].Distribution!["anger"].ShouldBe(0.8, 1e-12);
        result["others/text"].Distribution!["anger"].ShouldBe(0.4, 1e-12);
        (result.Id, result.Diagnostics.PrimaryExtractor, result.Diagnostics.LanguageModelId, result.Text).ShouldBe(("first", "fusion", "scripted", "Go away."));
    }

    [Fact]
    public async Task RecognizeAsync_OneAnswerUnreadable_IsWithoutIt()
    {
        // The policy's stand-in is no answer of an expert.
        await using var recognizer = new FusedRecognizer(Even, [Member("words", "anger 80%, joy 20%"), Member("others", "what?", InvalidAnswerPolicy.Uniform)]);
        var result = await recognizer.RecognizeAsync(Utterance.FromText("u"));
        result.Distribution!["anger"].ShouldBe(0.8, 2e-3);
        result["others/text"].IsValid.ShouldBeFalse();
        result.Diagnostics.AppliedPolicy.ShouldBeNull();
    }

    [Fact]
    public async Task RecognizeAsync_NoAnswerReadable_ThePolicyDecides()
    {
        FusedRecognizer Fused(InvalidAnswerPolicy policy) => new(Even, [Member("words", "what?"), Member("others", "who?")], new FusedRecognizerOptions { InvalidAnswers = policy });
        var skipped = await Fused(InvalidAnswerPolicy.Skip).RecognizeAsync(Utterance.FromText("u"));
        (skipped.IsValid, skipped["fusion"].InvalidReason, skipped.Diagnostics.AppliedPolicy).ShouldBe((false, InvalidReason.NoLabelFound, "skip"));
        (await Fused(InvalidAnswerPolicy.Uniform).RecognizeAsync(Utterance.FromText("u"))).Distribution.ShouldBe(EmotionDistribution.Uniform(Two));
        (await Should.ThrowAsync<InvalidAnswerException>(() => Fused(InvalidAnswerPolicy.Throw).RecognizeAsync(Utterance.FromText("u")))).Message.ShouldContain("fusion");
    }

    [Fact]
    public async Task RecognizeAsync_Stream_EveryMemberHearsIt()
    {
        var heard = new System.Collections.Concurrent.ConcurrentBag<int>();
        FusionMember Hearing(string name) => new(name, new AmbiguousEmotionRecognizer(
            new ScriptedLanguageModel("anger 80%, joy 20%"), new ScriptedTranscriber(audio => { heard.Add(audio.Samples.Length); return "words"; }), Options()));
        await using var recognizer = new FusedRecognizer(Even, [Hearing("words"), Hearing("others")]);
        using var stream = new MemoryStream(new WavWriter().Write(new byte[3200]));
        (await recognizer.RecognizeAsync(Utterance.FromStream(stream, "clip"))).Id.ShouldBe("clip");
        heard.ShouldBe([1600, 1600]);
    }

    [Fact]
    public async Task RecognizeAsync_AMemberFails_ItsErrorAndTheOthersAreStopped()
    {
        var stopped = new TaskCompletionSource();
        var slow = new EndlessTranscriber(ct => ct.Register(() => stopped.TrySetResult()));
        await using var recognizer = new FusedRecognizer(Even,
        [
            new FusionMember("words", new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger"), slow, Options())),
            new FusionMember("others", new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger"), new ScriptedTranscriber(_ => throw new InferenceException("e", "It broke.", "Mend it.")), Options())),
        ]);
        (await Should.ThrowAsync<InferenceException>(() => recognizer.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[16_000], 16_000))))).Message.ShouldContain("It broke");
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task RecognizeAsync_Cancelled_OperationCanceledException()
    {
        using var cancel = new CancellationTokenSource();
        var slow = new EndlessTranscriber(_ => cancel.Cancel());
        await using var recognizer = new FusedRecognizer(
            new FusionProfile(Two, new FusionExpert("words/text", 1)), [new FusionMember("words", new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger"), slow, Options()))]);
        (await Should.ThrowAsync<OperationCanceledException>(() => recognizer.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[16_000], 16_000)), cancel.Token))).CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public async Task RecognizeManyAsync_Many_InTheirOrderAndOneBadItemAlone()
    {
        var model = new ScriptedLanguageModel(r => r.Prompt.Messages[^1].Text.Contains("bad", StringComparison.Ordinal) ? throw new InferenceException("e", "It broke.", "Mend it.") : new ScriptedAnswer("anger 80%, joy 20%"));
        await using var recognizer = new FusedRecognizer(
            Even, [new FusionMember("words", new AmbiguousEmotionRecognizer(model, Options())), Member("others", "anger 40%, joy 60%")], new FusedRecognizerOptions { Concurrency = 3 });
        var outcomes = new List<RecognitionOutcome>();
        await foreach (var outcome in recognizer.RecognizeManyAsync(Source())) outcomes.Add(outcome);
        outcomes.Select(o => o.Utterance.Id).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}"));
        outcomes.Where(o => !o.Succeeded).Select(o => o.Utterance.Id).ShouldBe(["7"]);

        static async IAsyncEnumerable<Utterance> Source()
        {
            await Task.Yield();
            for (var i = 0; i < 20; i++) yield return Utterance.FromText(i == 7 ? "bad" : "good", $"{i}");
        }
    }

    [Fact]
    public async Task RecognizeAsync_ExpertThatTheMemberLacks_NamesThoseItHas()
    {
        await using var recognizer = new FusedRecognizer(new FusionProfile(Two, new FusionExpert("words/probe", 1)), [Member("words", "anger")]);
        (await Should.ThrowAsync<ArgumentException>(() => recognizer.RecognizeAsync(Utterance.FromText("u")))).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("\"words/probe\""), m => m.ShouldContain("only words/text"));
    }

    [Fact]
    public void Constructor_MembersThatDoNotFit_NamesEveryFault()
    {
        var other = new FusionMember("words", new AmbiguousEmotionRecognizer(new ScriptedLanguageModel(""), new RecognizerOptions { Taxonomy = EmotionTaxonomy.Ekman7 }));
        Should.Throw<ArgumentException>(() => new FusedRecognizer(
            new FusionProfile(Two, new FusionExpert("words/text", 1), new FusionExpert("sound/text", 1), new FusionExpert("probe", 1)), [other, Member("words", "")], new FusedRecognizerOptions { Concurrency = 0 }))
            .Message.ShouldSatisfyAllConditions(
                m => m.ShouldContain("Two members are named \"words\""), m => m.ShouldContain("is over Ekman7"), m => m.ShouldContain("no member \"sound\""), m => m.ShouldContain("\"probe\" should be named"), m => m.ShouldContain("Concurrency"));
        Should.Throw<ArgumentException>(() => new FusionMember("a/b", other.Recognizer)).Message.ShouldContain("slash");
    }

    [Fact]
    public async Task DisposeAsync_Ownership_DecidesAboutTheMembers()
    {
        var model = new ScriptedLanguageModel("anger");
        FusionMember Owning() => new("words", new AmbiguousEmotionRecognizer(model, Options() with { Ownership = EngineOwnership.Recognizer }));
        var profile = new FusionProfile(Two, new FusionExpert("words/text", 1));
        await new FusedRecognizer(profile, [Owning()]).DisposeAsync();
        model.IsDisposed.ShouldBeFalse();
        var owner = new FusedRecognizer(profile, [Owning()], new FusedRecognizerOptions { Ownership = EngineOwnership.Recognizer });
        await owner.DisposeAsync();
        await owner.DisposeAsync();
        model.IsDisposed.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => owner.RecognizeAsync(Utterance.FromText("u")));
    }

    private static RecognizerOptions Options() => new() { Taxonomy = Two, Prompt = EmotionPrompt.Ambiguous, Extractors = [new TextDistributionExtractor()] };

    private static FusionMember Member(string name, string answer, InvalidAnswerPolicy? policy = null) =>
        new(name, new AmbiguousEmotionRecognizer(new ScriptedLanguageModel(answer), Options() with { InvalidAnswers = policy ?? InvalidAnswerPolicy.Skip }));

    /// <summary>Listens until it is stopped.</summary>
    private sealed class EndlessTranscriber(Action<CancellationToken> begun) : ITranscriber
    {
        public TranscriberInfo Info { get; } = new("endless", "test", IsMultilingual: false);

        public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
        {
            begun(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
