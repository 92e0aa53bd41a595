using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

/// <summary>The embedded default hears: against distributions that llama.cpp's own mtmd gave outside this project (v0.5.0, CPU, 2 threads).</summary>
public sealed class HearingTests : IAsyncLifetime
{
    // In the order of the reference, because a prompt names the labels in their order.
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.FromNames("reference", ["anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"]);
    private readonly EmbeddedModelFiles _files = EmbeddedModelFiles.Find();
    private MtmdAudioEncoder? _encoder;
    private LlamaCppModel? _model;

    public async Task InitializeAsync()
    {
        _encoder = await MtmdAudioEncoder.LoadAsync(_files.AudioProjector, _files.LanguageModel, new MtmdAudioEncoderOptions { Threads = 1 });
        _model = await LlamaCppModel.LoadAsync(_files.LanguageModel, new LlamaCppOptions { Threads = 1 });
    }

    public async Task DisposeAsync()
    {
        await _model!.DisposeAsync();
        await _encoder!.DisposeAsync();
    }

    [Theory]
    [InlineData("15a05Wa", 0.9969, 0.0000, 0.0006, 0.0002, 0.0017, 0.0003, 0.0003)]
    [InlineData("15a05Fb", 0.4199, 0.0000, 0.0070, 0.0947, 0.4695, 0.0048, 0.0041)]
    public async Task RecognizeFileAsync_OneSentenceSaidTwice_TheVoiceTells(string clip, params double[] expected)
    {
        await using var recognizer = Recognizer(EmotionPrompt.Single, InputMode.Audio);
        var result = await recognizer.RecognizeFileAsync(SampleClips.File(clip));
        result.Distribution!.Probabilities.ToArray().ShouldBe(expected, 0.02); // another build of the encoder, another rounding
        result.Text.ShouldBe("");
        result.Windows[0].Diagnostics.AudioRows.ShouldBe(100);
    }

    [Fact]
    public async Task RecognizeAsync_SeveralPromptsOverOneClip_TheEncoderRunsOnce()
    {
        await using var single = Recognizer(EmotionPrompt.Single, InputMode.Both);
        await using var ambiguous = Recognizer(EmotionPrompt.Ambiguous, InputMode.Both);
        await using var voice = Recognizer(EmotionPrompt.Single, InputMode.Audio);
        var clip = Utterance.FromAudio(Audio.Load(SampleClips.File("15a05Fb"))).WithText("In seven hours it will be time.");
        var results = await Task.WhenAll(single.RecognizeAsync(clip), ambiguous.RecognizeAsync(clip), voice.RecognizeAsync(clip), single.RecognizeAsync(clip));
        _encoder!.EncodedClips.ShouldBe(1);
        results.ShouldAllBe(r => r.Windows[0].Diagnostics.AudioRows == 100);
        results[3].Distribution.ShouldBe(results[0].Distribution);
    }

    private AmbiguousEmotionRecognizer Recognizer(EmotionPrompt prompt, InputMode input) =>
        new(_model!, null, _encoder, new RecognizerOptions { Taxonomy = Labels, Prompt = prompt, Input = input });
}
