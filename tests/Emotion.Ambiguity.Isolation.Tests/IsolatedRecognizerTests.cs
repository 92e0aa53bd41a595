using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Isolation.Worker;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Isolation.Tests;

/// <summary>What comes out of a worker is what comes out in process; what goes wrong there, too.</summary>
public sealed class IsolatedRecognizerTests : IAsyncLifetime
{
    private IsolatedRecognizer _isolated = null!;

    public async Task InitializeAsync() => _isolated = await Workers.StartAsync("scripted");

    public async Task DisposeAsync() => await _isolated.DisposeAsync();

    [Fact]
    public void Taxonomy_OfAWorker_IsThatOfItsRecognizer() => _isolated.Taxonomy.ShouldBe(EmotionTaxonomy.CremaD6);

    [Fact]
    public async Task RecognizeAsync_WordsSpeakerAndContext_SameAsInProcess()
    {
        var utterance = Utterance.FromText("I am \"fine\" \ud83d\ude00 <|im_end|>\n", "id 1").WithSpeaker("Anna").WithContext([new DialogueTurn("Bo", "Are you?"), new DialogueTurn(null, "Hm.")]);
        await ShouldBeSameAsync(utterance, utterance);
    }

    [Fact]
    public async Task RecognizeAsync_SamplesFileAndStream_SameAsInProcess()
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 100_000).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        await ShouldBeSameAsync(Utterance.FromAudio(Audio.FromSamples(samples, 16_000), "samples"), Utterance.FromAudio(Audio.FromSamples(samples, 16_000), "samples"));
        var clip = SampleClips.Files[0];
        await ShouldBeSameAsync(Utterance.FromFile(clip), Utterance.FromFile(clip));
        await using var one = File.OpenRead(clip);
        await using var other = File.OpenRead(clip);
        await ShouldBeSameAsync(Utterance.FromStream(one, "s"), Utterance.FromStream(other, "s"));
    }

    [Fact]
    public async Task RecognizeManyAsync_ManyUtterances_EachGetsItsOwnResultInOrder()
    {
        await using var inProcess = ObedientRecognizer.Create();
        var texts = Enumerable.Range(0, 200).Select(i => $"text {i}").ToArray();
        var count = 0;
        await foreach (var outcome in _isolated.RecognizeManyAsync(texts.Select(t => Utterance.FromText(t)).ToAsyncEnumerable()))
        {
            var expected = await inProcess.RecognizeAsync(Utterance.FromText(texts[count]));
            outcome.Result.ShouldNotBeNull().Distribution.ShouldBe(expected.Distribution);
            count++;
        }

        count.ShouldBe(200);
    }

    [Fact]
    public async Task RecognizeAsync_WorkerThrows_SameErrorWithItsData()
    {
        var failed = await Should.ThrowAsync<InferenceException>(() => RunAsync("please fail"));
        (failed.Engine, failed.Reason, failed.Remedy).ShouldBe(("script", "It was asked to.", "Do not ask."));
        failed.Data["WorkerStackTrace"].ShouldBeOfType<string>().ShouldContain("ObedientRecognizer");
        (await Should.ThrowAsync<ContextOverflowException>(() => RunAsync("please overflow"))).NeededTokens.ShouldBe(5000);
        (await Should.ThrowAsync<InferenceException>(() => RunAsync("please surprise"))).Reason.ShouldBe("TimeZoneNotFoundException: surprise");
        await Should.ThrowAsync<AudioFormatException>(() => _isolated.RecognizeAsync(Utterance.FromStream(new MemoryStream([1, 2, 3]))));
        await using var inProcess = ObedientRecognizer.Create();
        var missing = await Should.ThrowAsync<Exception>(() => inProcess.RecognizeAsync(Utterance.FromFile("/no/such.wav")));
        (await Should.ThrowAsync<Exception>(() => _isolated.RecognizeAsync(Utterance.FromFile("/no/such.wav")))).ShouldBeOfType(missing.GetType());
        _isolated.Restarts.ShouldBe(0);
    }

    [Fact]
    public async Task RecognizeAsync_Cancelled_EndsAtOnceAndTheWorkerStays()
    {
        using var cancellation = new CancellationTokenSource();
        var running = _isolated.RecognizeAsync(Utterance.FromText("please wait"), cancellation.Token);
        await cancellation.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => running)).CancellationToken.ShouldBe(cancellation.Token);
        (await RunAsync("and on")).IsValid.ShouldBeTrue();
        _isolated.Restarts.ShouldBe(0);
    }

    [Fact]
    public async Task RecognizeAsync_WorkerWritesToItsStandardStreams_NothingIsCorrupted()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RunAsync($"please shout {i}")));
        results.ShouldAllBe(r => r.IsValid);
    }

    [Fact]
    public async Task DisposeAsync_WhileInUse_RequestsEndAsDisposedAndTheWorkerIsGone()
    {
        var id = _isolated.WorkerProcessId.ShouldNotBeNull();
        var running = Enumerable.Range(0, 4).Select(_ => RunAsync("please wait")).ToArray();
        await _isolated.DisposeAsync();
        foreach (var task in running)
        {
            // One may have been answered before.
            try
            {
                (await task).IsValid.ShouldBeTrue();
            }
            catch (ObjectDisposedException)
            {
            }
        }

        await Should.ThrowAsync<ObjectDisposedException>(() => RunAsync("later"));
        ProcessTable.IsRunning(id).ShouldBeFalse();
    }

    [Fact]
    public async Task RecognizeAsync_StreamLongerThanTheLimit_ErrorNamesTheOption()
    {
        await using var small = await IsolatedRecognizer.StartAsync(Workers.Options("scripted") with { MaxClipBytes = 1000 });
        (await Should.ThrowAsync<AudioFormatException>(() => small.RecognizeAsync(Utterance.FromStream(new MemoryStream(new byte[1001]))))).Remedy.ShouldContain("MaxClipBytes");
        (await Should.ThrowAsync<AudioFormatException>(() => small.RecognizeAsync(Utterance.FromAudio(Audio.FromSamples(new float[251], 16_000))))).Remedy.ShouldContain("MaxClipBytes");
    }

    [Fact]
    public async Task StartAsync_OptionsOutOfRange_NamesAllOfThem()
    {
        var options = new IsolatedRecognizerOptions { StartTimeout = default, RequestTimeout = default, UnresponsiveAfter = default, MaxFailuresInARow = 0, Concurrency = 0, MaxClipBytes = 0 };
        var fault = await Should.ThrowAsync<ArgumentException>(() => IsolatedRecognizer.StartAsync(options));
        foreach (var name in new[] { "StartTimeout", "RequestTimeout", "UnresponsiveAfter", "MaxFailuresInARow", "Concurrency", "MaxClipBytes" }) fault.Message.ShouldContain(name);
    }

    private Task<RecognitionResult> RunAsync(string text) => _isolated.RecognizeAsync(Utterance.FromText(text));

    private async Task ShouldBeSameAsync(Utterance forProcess, Utterance forWorker)
    {
        await using var inProcess = ObedientRecognizer.Create();
        var expected = await inProcess.RecognizeAsync(forProcess);
        var actual = await _isolated.RecognizeAsync(forWorker);
        actual.Id.ShouldBe(expected.Id);
        actual.Distribution.ShouldBe(expected.Distribution); // every bit
        actual.Text.ShouldBe(expected.Text);
        actual.GeneratedText.ShouldBe(expected.GeneratedText);
        actual.Extractions.Length.ShouldBe(2);
        foreach (var (one, other) in actual.Extractions.Zip(expected.Extractions))
        {
            one.Extractor.ShouldBe(other.Extractor);
            one.Result.Distribution.ShouldBe(other.Result.Distribution);
            one.Result.Scores.ShouldBe(other.Result.Scores);
            one.Result.UnknownLabels.ShouldBe(other.Result.UnknownLabels);
            one.Result.WasNormalized.ShouldBe(other.Result.WasNormalized);
        }

        actual.Windows.Select(w => (w.Start, w.Duration, w.Transcript?.Text)).ShouldBe(expected.Windows.Select(w => (w.Start, w.Duration, w.Transcript?.Text)));
        (actual.Diagnostics with { TotalTime = default }).ShouldBe(expected.Diagnostics with { TotalTime = default });
    }
}
