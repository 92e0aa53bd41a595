using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Prompting;

namespace Emotion.Ambiguity.Tests.Recognition;

/// <summary>A recognizer with an audio encoder: what the model gets, and what is not computed.</summary>
public sealed class HearingTests : IAsyncDisposable
{
    private const int Width = 3;
    private readonly ScriptedLanguageModel _model = Model(Width);
    private readonly ScriptedTranscriber _transcriber = new("get out");
    private readonly ScriptedAudioEncoder _encoder = new(Width);

    [Theory]
    [InlineData(null, "<2x3>\nTranscript: \"get out\"", InputMode.Both)]
    [InlineData(InputMode.Both, "<2x3>\nTranscript: \"get out\"", InputMode.Both)]
    [InlineData(InputMode.Audio, "<2x3>", InputMode.Audio)]
    [InlineData(InputMode.Transcript, "Transcript: \"get out\"", InputMode.Transcript)]
    public async Task RecognizeAsync_Sound_ModelGetsWhatTheModeSays(InputMode? mode, string message, InputMode used)
    {
        await using var recognizer = Create(mode);
        var result = await recognizer.RecognizeAsync(Clip(1.5));
        HearingPromptTests.Layout(_model.Requests.Single().Prompt.Messages[^1]).ShouldBe(message);
        _transcriber.Durations.Count.ShouldBe(used == InputMode.Audio ? 0 : 1);
        _encoder.Durations.Count.ShouldBe(used == InputMode.Transcript ? 0 : 1);
        result.Text.ShouldBe(used == InputMode.Audio ? "" : "get out");
        result.Diagnostics.Input.ShouldBe(used);
        result.Diagnostics.AudioEncoderId.ShouldBe(used == InputMode.Transcript ? null : "scripted");
        result.Diagnostics.TranscriberId.ShouldBe(used == InputMode.Audio ? null : "scripted");
        result.Windows[0].Diagnostics.AudioRows.ShouldBe(used == InputMode.Transcript ? 0 : 2);
    }

    [Fact]
    public async Task RecognizeAsync_WordsWithoutSound_AreRead()
    {
        await using var recognizer = Create(null);
        var result = await recognizer.RecognizeTextAsync("hello");
        result.Diagnostics.Input.ShouldBe(InputMode.Transcript);
        _encoder.Durations.ShouldBeEmpty();
        await using var hearing = Create(InputMode.Audio);
        await Should.ThrowAsync<InvalidOperationException>(() => hearing.RecognizeTextAsync("hello"));
    }

    [Fact]
    public async Task RecognizeAsync_WordsGivenWithSound_NothingIsTranscribed()
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(_model, null, _encoder, Options(InputMode.Both));
        var result = await recognizer.RecognizeAsync(Utterance.FromAudio(Clip(1)).WithText("as written"));
        HearingPromptTests.Layout(_model.Requests.Single().Prompt.Messages[^1]).ShouldBe("<1x3>\nTranscript: \"as written\"");
        result.Text.ShouldBe("as written");
        await Should.ThrowAsync<InvalidOperationException>(() => recognizer.RecognizeAsync(Utterance.FromAudio(Clip(1))));
        (await Should.ThrowAsync<InvalidOperationException>(() => recognizer.RecognizeAsync(Utterance.FromAudio(Clip(40)).WithText("too long")))).Message.ShouldContain("MaxWindow");
    }

    [Fact]
    public async Task RecognizeAsync_NoTranscriberAndNoMode_HearsOnly()
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(_model, null, _encoder, Options(null));
        (await recognizer.RecognizeAsync(Clip(1))).Diagnostics.Input.ShouldBe(InputMode.Audio);
    }

    [Fact]
    public async Task RecognizeAsync_LongClip_EachWindowIsHeard()
    {
        await using var recognizer = Create(InputMode.Audio);
        var result = await recognizer.RecognizeAsync(Clip(70));
        result.Windows.Length.ShouldBeGreaterThan(2);
        _encoder.Durations.Sum(d => d.TotalSeconds).ShouldBe(70, 0.01);
        result.Windows.ShouldAllBe(w => w.Diagnostics.AudioRows > 0);
    }

    [Fact]
    public async Task RecognizeAsync_EncoderFails_IsItsError()
    {
        var broken = new ScriptedAudioEncoder(Width, _ => throw new InferenceException("script", "broken", "mend it"));
        await using var recognizer = new AmbiguousEmotionRecognizer(_model, _transcriber, broken, Options(null));
        (await Should.ThrowAsync<InferenceException>(() => recognizer.RecognizeAsync(Clip(1)))).Message.ShouldContain("broken");
    }

    [Fact]
    public void Constructor_PartsThatDoNotFit_SaysWhich()
    {
        Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(_model, _transcriber, Options(InputMode.Both))).Message.ShouldContain("no audio encoder");
        Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(Model(5), _transcriber, _encoder)).Message.ShouldContain("rows of 3");
        Should.Throw<NotSupportedException>(() => new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("x"), _transcriber, _encoder)).Message.ShouldContain("takes no embeddings");
        Should.Throw<ArgumentException>(() => Create((InputMode)9)).Message.ShouldContain("Input");
        Should.Throw<ArgumentException>(() => new AmbiguousEmotionRecognizer(_model, Options(null) with { Prompt = EmotionPrompt.Single.WithExamples(2) })).Message.ShouldContain("Examples is null");
    }

    [Fact]
    public async Task RecognizeAsync_PromptWithContextAndExamples_GetsThem()
    {
        var retriever = new FixedExamples(new LabelledExample("Hooray!", EmotionDistribution.OneHot(EmotionTaxonomy.Paper4, 1)));
        var options = Options(null) with { Prompt = EmotionPrompt.Single.WithExamples(3).WithContext(5), Examples = retriever };
        await using var recognizer = new AmbiguousEmotionRecognizer(_model, options);
        await recognizer.RecognizeAsync(Utterance.FromText("Fine.").WithContext([new DialogueTurn("A", "How are you?")]).WithSpeaker("B"));
        var messages = _model.Requests.Single().Prompt.Messages;
        messages.Select(m => m.Text).Skip(1).ShouldBe(["Transcript: \"Hooray!\"", "happiness", "Conversation so far:\nA: How are you?\nNow:\nTranscript: \"Fine.\""]);
        retriever.Asked.ShouldBe([("Fine.", 3)]);

        await using var other = new AmbiguousEmotionRecognizer(_model, options with { Taxonomy = EmotionTaxonomy.CremaD6 });
        (await Should.ThrowAsync<InvalidOperationException>(() => other.RecognizeTextAsync("x"))).Message.ShouldContain("same labels");
    }

    [Fact]
    public async Task RecognizeAsync_PromptWithCues_IsToldHowTheVoiceSounds()
    {
        var options = Options(InputMode.Transcript) with { Prompt = EmotionPrompt.Single.WithCues() };
        await using var recognizer = new AmbiguousEmotionRecognizer(_model, _transcriber, options);
        var result = await recognizer.RecognizeAsync(Utterance.FromAudio(Clip(2)).WithSpeaker("A"));
        var cues = result.Windows[0].Cues.ShouldNotBeNull();
        cues.ShouldContain("pitch: ");
        _model.Requests.Single().Prompt.Messages[^1].Text.ShouldBe($"Transcript: \"get out\"\nVoice: {cues}");
        (await recognizer.RecognizeTextAsync("words alone")).Windows[0].Cues.ShouldBeNull();
    }

    [Fact]
    public async Task DisposeAsync_OwnedEngines_AllAreFreed()
    {
        await Create(null, EngineOwnership.Caller).DisposeAsync();
        _encoder.IsDisposed.ShouldBeFalse();
        await Create(null, EngineOwnership.Recognizer).DisposeAsync();
        (_encoder.IsDisposed, _transcriber.IsDisposed, _model.IsDisposed).ShouldBe((true, true, true));
    }

    public async ValueTask DisposeAsync()
    {
        await _encoder.DisposeAsync();
        await _transcriber.DisposeAsync();
        await _model.DisposeAsync();
    }

    private static ScriptedLanguageModel Model(int width)
    {
        var model = new ScriptedLanguageModel("anger");
        return new ScriptedLanguageModel("anger") { Info = model.Info with { Capabilities = model.Info.Capabilities | LanguageModelCapabilities.EmbeddingInput, EmbeddingWidth = width } };
    }

    private static RecognizerOptions Options(InputMode? mode) => new() { Taxonomy = EmotionTaxonomy.Paper4, Input = mode };

    private static Audio Clip(double seconds) => Audio.FromSamples(Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => 0.1f * MathF.Sin(i * 0.07f)).ToArray(), 16_000);

    private AmbiguousEmotionRecognizer Create(InputMode? mode, EngineOwnership ownership = EngineOwnership.Caller) =>
        new(_model, _transcriber, _encoder, Options(mode) with { Ownership = ownership });

    private sealed class FixedExamples(params LabelledExample[] examples) : IExampleRetriever
    {
        public List<(string Text, int Count)> Asked { get; } = [];

        public Task<System.Collections.Immutable.ImmutableArray<LabelledExample>> FindAsync(string text, int count, CancellationToken cancellationToken = default)
        {
            Asked.Add((text, count));
            return Task.FromResult<System.Collections.Immutable.ImmutableArray<LabelledExample>>([.. examples]);
        }
    }
}
