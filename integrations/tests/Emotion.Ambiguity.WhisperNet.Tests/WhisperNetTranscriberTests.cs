using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;
using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet.Tests;

public sealed class WhisperNetTranscriberTests
{
    private static readonly WhisperNetOptions Options = new() { ModelId = WhisperNetConformanceTests.ModelId, Threads = 1 };

    [Fact]
    public async Task TranscribeAsync_SampleClips_WordsWithTimesAndProbabilities()
    {
        using var factory = WhisperNetConformanceTests.Factory();
        await using var transcriber = new WhisperNetTranscriber(factory, Options);
        var wrong = 0;
        foreach (var (clip, sentence) in SampleClips.Sentences())
        {
            var audio = Audio.Load(SampleClips.File(clip));
            var transcript = await transcriber.TranscribeAsync(audio);
            wrong += SampleClips.WrongWords(transcript.Text, sentence);
            string.Join(' ', transcript.Words.Select(w => w.Text)).ShouldBe(transcript.Text);
            transcript.Words.ShouldAllBe(w => w.Probability > 0 && w.Probability <= 1 && w.End <= audio.Duration);
            transcript.Words[^1].End!.Value.ShouldBeGreaterThan(audio.Duration / 2);
            transcript.Language.ShouldBe("en");
            transcript.NoSpeechProbability.ShouldNotBeNull().ShouldBeInRange(0, 0.5);
        }

        wrong.ShouldBeLessThanOrEqualTo(1); // "meeting" and "meaning" are as good as even in one clip
    }

    [Fact]
    public async Task TranscribeAsync_OtherRate_SameWords()
    {
        using var factory = WhisperNetConformanceTests.Factory();
        await using var transcriber = new WhisperNetTranscriber(factory, Options);
        var transcript = await transcriber.TranscribeAsync(Audio.Load(SampleClips.File("1036_ITH_NEU_XX")).Resample(44_100));
        SampleClips.Words(transcript.Text).ShouldBe(SampleClips.Words("I think I have a doctor's appointment."));
    }

    [Fact]
    public async Task TranscribeAsync_Configure_SeesTheBuilder()
    {
        var builders = 0;
        using var factory = WhisperNetConformanceTests.Factory();
        await using var transcriber = new WhisperNetTranscriber(factory, new() { ModelId = Options.ModelId, Threads = 1, BeamSize = 1, Configure = b => { builders++; b.WithPrompt("A call."); } });
        (await transcriber.TranscribeAsync(Audio.Load(SampleClips.Files[0]))).Words.ShouldNotBeEmpty();
        builders.ShouldBe(1);
    }

    [Fact]
    public async Task DisposeAsync_FactoryOfTheCaller_StaysUsable()
    {
        using var factory = WhisperNetConformanceTests.Factory();
        await new WhisperNetTranscriber(factory, Options).DisposeAsync();
        factory.CreateBuilder().ShouldNotBeNull();
    }

    [Fact]
    public async Task DisposeAsync_OwnedFactory_IsDisposed()
    {
        var factory = WhisperNetConformanceTests.Factory();
        await new WhisperNetTranscriber(factory, new() { OwnsFactory = true }).DisposeAsync();
        Should.Throw<ObjectDisposedException>(() => factory.CreateBuilder());
    }

    [Fact]
    public void Constructor_NotAModel_ModelLoadException()
    {
        using var factory = WhisperFactory.FromPath(RepositoryFiles.Get("models", "README.md"));
        Should.Throw<ModelLoadException>(() => new WhisperNetTranscriber(factory, Options)).Path.ShouldBe(Options.ModelId);
    }

    [Fact]
    public void Constructor_BadOptions_NamesEveryFault()
    {
        using var factory = WhisperNetConformanceTests.Factory();
        var options = new WhisperNetOptions { ModelId = "", Language = "?", BeamSize = 9, Threads = 0, ParallelClips = 0 };
        var fault = Should.Throw<ArgumentException>(() => new WhisperNetTranscriber(factory, options));
        foreach (var name in new[] { "ModelId", "Language", "BeamSize", "Threads", "ParallelClips" }) fault.Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("whisper-tiny.en-q5_1.bin", false)]
    [InlineData("ggml-large-v3-turbo.bin", true)]
    public void Info_Languages_ByTheNameOfTheModel(string modelId, bool multilingual)
    {
        using var factory = WhisperNetConformanceTests.Factory();
        new WhisperNetTranscriber(factory, new() { ModelId = modelId }).Info.IsMultilingual.ShouldBe(multilingual);
    }
}
