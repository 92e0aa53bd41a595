using System.Diagnostics;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Conformance;

/// <summary>
/// What every <see cref="ITranscriber"/> must do. Derive a test class for an engine, give a transcriber, and name with <see cref="OmitsAttribute"/> what it lacks.
/// </summary>
public abstract class TranscriberConformance : IAsyncLifetime
{
    private ITranscriber? _transcriber;

    protected ITranscriber Transcriber => _transcriber ?? throw new InvalidOperationException("The test has not begun.");

    public async Task InitializeAsync() => _transcriber = await CreateAsync();

    public virtual async Task DisposeAsync()
    {
        if (_transcriber is not null) await _transcriber.DisposeAsync();
    }

    /// <summary>A fresh transcriber; the suite disposes it.</summary>
    protected abstract Task<ITranscriber> CreateAsync();

    protected static Audio Clip(int index = 0) => Audio.Load(SampleClips.Files[index]);

    /// <summary>A clip that takes several seconds.</summary>
    protected static Audio Minutes() => Audio.FromSamples(Enumerable.Repeat(Clip().Samples.ToArray(), 60).SelectMany(s => s).ToArray(), Clip().SampleRateHz);

    [Fact]
    public void Info_SaysWhatItIs()
    {
        Transcriber.Info.ModelId.ShouldNotBeNullOrWhiteSpace();
        Transcriber.Info.Engine.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task TranscribeAsync_Null_ArgumentNullException() => await Should.ThrowAsync<ArgumentNullException>(() => Transcriber.TranscribeAsync(null!));

    [Fact]
    public async Task TranscribeAsync_Silence_NoWords()
    {
        var transcript = await Transcriber.TranscribeAsync(Audio.FromSamples(new float[32_000], 16_000));
        transcript.Text.ShouldBe("");
        transcript.Words.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(800)]
    [InlineData(8_000)]
    public async Task TranscribeAsync_ShortClip_TranscriptInsideIt(int samples) =>
        ShouldBeWithin(await Transcriber.TranscribeAsync(Audio.FromSamples(Clip().Samples[16_000..(16_000 + samples)], 16_000)), samples / 16_000.0);

    [Fact]
    public async Task TranscribeAsync_ParallelAndAgain_SameAsAlone()
    {
        var clips = Enumerable.Range(0, Math.Min(3, SampleClips.Files.Length)).Select(Clip).ToArray();
        var alone = new List<Transcript>();
        foreach (var clip in clips) alone.Add(await Transcriber.TranscribeAsync(clip));
        var together = await Task.WhenAll(clips.Reverse().Select(clip => Transcriber.TranscribeAsync(clip)));
        foreach (var (first, second) in alone.Zip(together.Reverse()))
        {
            ShouldBeWithin(first, clips.Max(c => c.Duration.TotalSeconds));
            second.Text.ShouldBe(first.Text);
            second.Words.ShouldBe(first.Words);
            second.Language.ShouldBe(first.Language);
            second.NoSpeechProbability.ShouldBe(first.NoSpeechProbability);
        }
    }

    [Fact]
    public async Task TranscribeAsync_AlreadyCancelled_OperationCanceledException() =>
        await Should.ThrowAsync<OperationCanceledException>(() => Transcriber.TranscribeAsync(Clip(), new CancellationToken(canceled: true)));

    [PartFact(Needs = ModelPart.LongRequests)]
    public async Task TranscribeAsync_CancelledHalfWay_EndsSoonAndTheTranscriberGoesOn()
    {
        using var cancel = new CancellationTokenSource();
        var run = Transcriber.TranscribeAsync(Minutes(), cancel.Token);
        await Task.Delay(300);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => run)).CancellationToken.ShouldBe(cancel.Token);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10)); // the whole takes minutes
        (await Transcriber.TranscribeAsync(Clip())).Text.ShouldNotBe("");
    }

    [Fact]
    public async Task DisposeAsync_ThenAnyCall_ObjectDisposedException()
    {
        var transcriber = await CreateAsync();
        await transcriber.DisposeAsync();
        await transcriber.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => transcriber.TranscribeAsync(Clip()));
    }

    [PartFact(Needs = ModelPart.LongRequests)]
    public async Task DisposeAsync_WhileClipsAreUnderWay_EndsThem()
    {
        var transcriber = await CreateAsync();
        var minutes = Minutes();
        Task[] runs = [.. Enumerable.Range(0, 3).Select(_ => transcriber.TranscribeAsync(minutes))];
        await Task.Delay(200);
        await transcriber.DisposeAsync();
        foreach (var run in runs) await Should.ThrowAsync<ObjectDisposedException>(() => run);
    }

    private static void ShouldBeWithin(Transcript transcript, double seconds)
    {
        transcript.Text.ShouldBe(transcript.Text.Trim());
        transcript.NoSpeechProbability?.ShouldBeInRange(0, 1);
        var latest = TimeSpan.Zero;
        foreach (var word in transcript.Words)
        {
            word.Text.ShouldNotBeNullOrWhiteSpace();
            if (word.Start is not { } start || word.End is not { } end) continue;
            start.ShouldBeGreaterThanOrEqualTo(latest);
            end.ShouldBeGreaterThanOrEqualTo(start);
            end.TotalSeconds.ShouldBeLessThanOrEqualTo(seconds + 0.01);
            latest = end;
        }
    }
}
