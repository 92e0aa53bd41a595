using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Evaluation.Tests.Predictions;

public sealed class CachingTranscriberTests : IDisposable
{
    private static readonly TranscriberInfo Info = new("tiny", "counting", IsMultilingual: false);
    private readonly RunFolder _folder = new();
    private readonly Counting _inner = new();

    private string File => System.IO.Path.Combine(_folder.Path, "transcripts.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Transcribe_SameSoundAgain_IsHeardOnceAlsoAfterReopening()
    {
        await using (var first = Open())
        {
            (await first.TranscribeAsync(Clip(1))).Text.ShouldBe("clip \"1\"\n");
            (await first.TranscribeAsync(Clip(2))).Text.ShouldBe("clip \"2\"\n");
        }

        await using var second = Open();
        var again = await second.TranscribeAsync(Clip(1));

        (again.Text, again.Language, again.NoSpeechProbability).ShouldBe(("clip \"1\"\n", "en", 0.125));
        _inner.Heard.ShouldBe(2);
        _inner.Loaded.ShouldBe(1);
    }

    [Fact]
    public async Task Transcribe_OtherModelOrRate_IsHeardAnew()
    {
        await using (var first = Open()) await first.TranscribeAsync(Clip(1));
        await using (var second = Open(Info with { ModelId = "base" })) await second.TranscribeAsync(Clip(1));
        await using (var third = Open()) await third.TranscribeAsync(Audio.FromSamples(Clip(1).Samples, 8000));
        _inner.Heard.ShouldBe(3);
    }

    [Fact]
    public async Task Open_FileCutAtAnyByte_KeepsWholeLines()
    {
        await using (var first = Open())
        {
            await first.TranscribeAsync(Clip(1));
            await first.TranscribeAsync(Clip(2));
        }

        var whole = await System.IO.File.ReadAllBytesAsync(File);
        for (var length = 0; length <= whole.Length; length += 7)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            await using (var again = Open())
            {
                await again.TranscribeAsync(Clip(1));
                await again.TranscribeAsync(Clip(2));
            }

            (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(whole);
        }
    }

    [Fact]
    public async Task Create_NoClipYet_LeavesTheFileAlone()
    {
        // Somebody else may be in the middle of writing this line.
        await System.IO.File.WriteAllTextAsync(File, "{\"clip\":\"cut off");
        await using (Open()) (await System.IO.File.ReadAllTextAsync(File)).ShouldBe("{\"clip\":\"cut off");
        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe("{\"clip\":\"cut off");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"clip\":7}")]
    [InlineData("{\"clip\":\"zz\",\"text\":\"x\"}")]
    [InlineData("{\"clip\":\"00\",\"text\":\"x\",\"words\":[[]]}")]
    public async Task Transcribe_DamagedLineInTheFile_ThatClipIsHeardAgainAndNoOther(string line)
    {
        await using (var first = Open())
        {
            await first.TranscribeAsync(Clip(1));
            await first.TranscribeAsync(Clip(2));
        }

        var lines = await System.IO.File.ReadAllLinesAsync(File);
        await System.IO.File.WriteAllTextAsync(File, $"{line}\n{lines[1]}\n");
        await using var again = Open();
        (await again.TranscribeAsync(Clip(1))).Text.ShouldBe("clip \"1\"\n");
        await again.TranscribeAsync(Clip(2));
        _inner.Heard.ShouldBe(3);
    }

    [Fact]
    public async Task Transcribe_FromManyThreads_LoadsOnceAndAnswersAll()
    {
        await using var transcriber = Open();
        var texts = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => transcriber.TranscribeAsync(Clip(i % 8)))));
        texts.Select(t => t.Text).ShouldBe(Enumerable.Range(0, 64).Select(i => $"clip \"{i % 8}\"\n"));
        _inner.Loaded.ShouldBe(1);
    }

    private static Audio Clip(int number) => Audio.FromSamples(new float[] { number, 0.5f }, 16000);

    private CachingTranscriber Open(TranscriberInfo? info = null) => new(File, info ?? Info, _ =>
    {
        _inner.Loaded++;
        return Task.FromResult<ITranscriber>(_inner);
    });

    private sealed class Counting : ITranscriber
    {
        private int _heard;

        public int Heard => _heard;

        public int Loaded { get; set; }

        public TranscriberInfo Info => CachingTranscriberTests.Info;

        public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Interlocked.Increment(ref _heard);
            return new Transcript { Text = $"clip \"{audio.Samples.Span[0]}\"\n", Language = "en", NoSpeechProbability = 0.125 };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
