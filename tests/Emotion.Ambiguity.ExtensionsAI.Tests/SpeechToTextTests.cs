using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

/// <summary>Transcribers as speech-to-text clients, and the other way round.</summary>
public sealed class SpeechToTextTests
{
    [Fact]
    public async Task RoundTrip_TranscriberAsClientAsTranscriber_HearsTheSameSound()
    {
        var heard = new List<Audio>();
        await using var transcriber = new ScriptedTranscriber(audio => { heard.Add(audio); return "get out"; });
        await using var back = transcriber.AsSpeechToTextClient().AsTranscriber();
        var samples = Enumerable.Range(0, 16_000).Select(i => (float)Math.Sin(i * 0.05)).ToArray();
        (await back.TranscribeAsync(Audio.FromSamples(samples, 16_000))).Text.ShouldBe("get out");
        heard[0].SampleRateHz.ShouldBe(16_000);

        // 16 bits: half a step, and readers that divide by 32768 instead of 32767.
        heard[0].Samples.ToArray().Zip(samples).Max(p => Math.Abs(p.First - p.Second)).ShouldBeLessThan(1e-4f);
        back.Info.ShouldSatisfyAllConditions(i => i.ModelId.ShouldBe("scripted"), i => i.Engine.ShouldBe("script"));
    }

    [Fact]
    public async Task TranscribeAsync_AnotherRateAndTooLoud_IsSentAt16KHzAndClipped()
    {
        Audio? heard = null;
        await using var transcriber = new ScriptedTranscriber(audio => { heard = audio; return ""; });
        await using var back = transcriber.AsSpeechToTextClient().AsTranscriber();
        await back.TranscribeAsync(Audio.FromSamples(Enumerable.Repeat(1.5f, 44_100).ToArray(), 44_100));
        heard!.Duration.TotalSeconds.ShouldBe(1, 0.01);
        heard.SampleRateHz.ShouldBe(16_000);
        heard.Samples.ToArray().Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task GetTextAsync_WavFile_GivesTheTranscript()
    {
        await using var transcriber = new ScriptedTranscriber(a => $"{a.Duration.TotalSeconds:0.0} s");
        using var client = transcriber.AsSpeechToTextClient();
        await using var file = File.OpenRead(SampleClips.File("1036_ITH_NEU_XX"));
        var response = await client.GetTextAsync(file);
        response.Text.ShouldEndWith(" s");
        response.ShouldSatisfyAllConditions(r => r.ModelId.ShouldBe("scripted"), r => r.RawRepresentation.ShouldBeOfType<Transcript>(), r => r.StartTime.ShouldBeNull());
        file.Position = 0;
        (await client.GetStreamingTextAsync(file).ToListAsync()).ToSpeechToTextResponse().Text.ShouldBe(response.Text);
        await Should.ThrowAsync<AudioFormatException>(() => client.GetTextAsync(new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public async Task GetTextAsync_UnsupportedOptions_AreRejectedOrReported()
    {
        await using var transcriber = new ScriptedTranscriber("ok");
        var options = new SpeechToTextOptions { ModelId = "other", SpeechLanguage = "de", TextLanguage = "fr" };
        await using var file = File.OpenRead(SampleClips.File("1036_ITH_NEU_XX"));
        (await Should.ThrowAsync<NotSupportedException>(() => transcriber.AsSpeechToTextClient().GetTextAsync(file, options))).Message.ShouldContain("ModelId, SpeechLanguage, TextLanguage");
        var response = await transcriber.AsSpeechToTextClient(UnsupportedOptionHandling.Report).GetTextAsync(file, options);
        response.AdditionalProperties!["ignored_options"].ShouldBe("ModelId, SpeechLanguage, TextLanguage");
        file.Position = 0;
        using var german = new TranscriberSpeechToTextClient(transcriber, language: "de");
        (await german.GetTextAsync(file, new SpeechToTextOptions { SpeechLanguage = "DE", TextLanguage = "de" })).AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public async Task GetService_KnownTypes_AreFound()
    {
        await using var transcriber = new ScriptedTranscriber("ok");
        using var client = transcriber.AsSpeechToTextClient();
        client.GetService<SpeechToTextClientMetadata>()!.DefaultModelId.ShouldBe("scripted");
        client.GetService<ITranscriber>().ShouldBeSameAs(transcriber);
        client.GetService<TranscriberInfo>().ShouldBe(transcriber.Info);
        client.GetService(typeof(ITranscriber), 1).ShouldBeNull();
        client.Dispose();
        transcriber.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public async Task TranscribeAsync_ProviderFailsOrIsCancelled_SaysWhich()
    {
        await using var failing = new ScriptedTranscriber(_ => throw new HttpRequestException("503"));
        await using var back = failing.AsSpeechToTextClient().AsTranscriber();
        var audio = Audio.FromSamples(new float[1600], 16_000);
        (await Should.ThrowAsync<InferenceException>(() => back.TranscribeAsync(audio))).InnerException.ShouldBeOfType<HttpRequestException>();
        await Should.ThrowAsync<OperationCanceledException>(() => back.TranscribeAsync(audio, new CancellationToken(canceled: true)));
        await back.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => back.TranscribeAsync(audio));
    }
}
