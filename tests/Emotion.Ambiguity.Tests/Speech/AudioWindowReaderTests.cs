using Emotion.Ambiguity.Speech;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Speech;

public sealed class AudioWindowReaderTests
{
    private const int Rate = Audio.SpeechSampleRateHz;

    [Theory]
    [InlineData(1)]
    [InlineData(Rate)]
    [InlineData(30 * Rate)]
    public async Task ReadAsync_UpToTheLimit_IsOneWindow(int length)
    {
        var samples = Noise(length);
        var window = (await WindowsOf(samples, Rate, new())).ShouldHaveSingleItem();
        window.Start.ShouldBe(TimeSpan.Zero);
        window.End.ShouldBe(window.Audio.Duration);
        window.Audio.Samples.Span.SequenceEqual(samples).ShouldBeTrue();
    }

    [Theory]
    [InlineData(26.0)]
    [InlineData(27.3)]
    [InlineData(29.7)]
    public async Task ReadAsync_PauseWithinTheLastSeconds_CutsInsideIt(double pause)
    {
        var samples = Noise(45 * Rate);
        // 200 ms of near silence; an earlier and deeper one lies before the search begins.
        samples.AsSpan(10 * Rate, Rate).Clear();
        for (var i = 0; i < Rate / 5; i++) samples[(int)(pause * Rate) + i] *= 0.001f;

        var windows = await WindowsOf(samples, Rate, new());

        windows.Count.ShouldBe(2);
        windows[1].Start.TotalSeconds.ShouldBeInRange(pause + 0.05, pause + 0.15);
    }

    [Fact]
    public async Task ReadAsync_SilenceThroughout_CutsAtTheLimit()
    {
        var windows = await WindowsOf(new float[65 * Rate], Rate, new());
        windows.Select(w => w.Audio.Duration.TotalSeconds).ShouldBe([30, 30, 5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(Rate / 2 - 1)]
    [InlineData(Rate / 2)]
    [InlineData(Rate / 2 + 1)]
    [InlineData(Rate)]
    public async Task ReadAsync_TinyRestAfterTheLimit_IsNotAWindowOfItsOwn(int rest)
    {
        var windows = await WindowsOf(new float[30 * Rate + rest], Rate, new());
        windows.Count.ShouldBe(2);
        windows[0].Audio.Samples.Length.ShouldBeLessThanOrEqualTo(30 * Rate);
        windows[1].Audio.Samples.Length.ShouldBe(Math.Max(rest, Rate / 2));
    }

    [Fact]
    public async Task ReadAsync_NoSearch_CutsAtTheLimit()
    {
        var windows = await WindowsOf(Noise(10 * Rate), Rate, new() { MaxDuration = TimeSpan.FromSeconds(4), SearchDuration = TimeSpan.Zero });
        windows.Select(w => w.Audio.Duration.TotalSeconds).ShouldBe([4, 4, 2]);
    }

    [Fact]
    public void ReadAsync_AnyClipAndOptions_TilesItExactly() => Prop.ForAll(
        Gen.Choose(1, 120_000).ToArbitrary(),
        Gen.Elements(8_000, 11_025, 16_000, 44_100, 15_999).ToArbitrary(),
        Gen.Choose(1_000, 4_000).ToArbitrary(),
        (length, rate, milliseconds) =>
        {
            var audio = Audio.FromSamples(Noise(length), rate);
            var options = new AudioWindowOptions { MaxDuration = TimeSpan.FromMilliseconds(milliseconds) };
            var windows = Read(AudioWindowReader.Open(audio, options)).GetAwaiter().GetResult();
            ShouldTile(windows, audio.Resample(Rate), options);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    public async Task ReadAsync_FileStreamAndMemory_GiveTheSameWindows(int rate)
    {
        var samples = Enumerable.Range(0, 7 * rate + 3).Select(i => (short)(i * 7919 / 3)).ToArray();
        var file = new WavWriter { Rate = rate }.Write(WavWriter.Pcm16(samples));
        var options = new AudioWindowOptions { MaxDuration = TimeSpan.FromSeconds(2) };
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.wav");
        await File.WriteAllBytesAsync(path, file);
        var audio = await Audio.LoadAsync(path);

        var expected = await Read(AudioWindowReader.Open(audio, options));
        var fromFile = await Read(await AudioWindowReader.OpenAsync(path, options));
        var fromPipe = await Read(await AudioWindowReader.OpenAsync(new ForwardOnlyStream(file, 777), options));
        File.Delete(path);

        ShouldTile(expected, audio.Resample(Rate), options);
        ShouldBeSame(fromFile, expected);
        ShouldBeSame(fromPipe, expected);
    }

    [Fact]
    public async Task OpenAsync_Header_TellsRateAndLength()
    {
        await using var known = await AudioWindowReader.OpenAsync(new MemoryStream(new WavWriter { Rate = 8_000 }.Write(new byte[4_000])), new());
        known.SourceSampleRateHz.ShouldBe(8_000);
        known.Duration.ShouldBe(TimeSpan.FromSeconds(0.25));

        await using var unknown = await AudioWindowReader.OpenAsync(new ForwardOnlyStream(new WavWriter { DataSize = uint.MaxValue }.Write(1, 2)), new());
        unknown.Duration.ShouldBeNull();
    }

    [Fact]
    public async Task OpenAsync_FileCutShort_FailsBeforeAnyWindow() => (await Should.ThrowAsync<AudioFormatException>(
        () => AudioWindowReader.OpenAsync(new MemoryStream(new WavWriter().Write(new byte[80_000])[..^1]), new()))).Reason.ShouldContain("cut short");

    [Fact]
    public async Task ReadAsync_PipeCutShort_FailsAfterTheWholeWindows()
    {
        var file = new WavWriter { DataSize = 64 * 2 * Rate }.Write(new byte[63 * 2 * Rate]);
        await using var reader = await AudioWindowReader.OpenAsync(new ForwardOnlyStream(file), new());
        var windows = 0;
        var fault = await Should.ThrowAsync<AudioFormatException>(async () =>
        {
            await foreach (var window in reader.ReadAsync()) windows += (int)window.Audio.Duration.TotalSeconds;
        });
        windows.ShouldBe(60);
        fault.Reason.ShouldContain("promises 64 s");
        fault.Reason.ShouldContain("only 63 s");
    }

    [Fact]
    public async Task ReadAsync_PipeWithoutSound_SaysSo()
    {
        await using var reader = await AudioWindowReader.OpenAsync(new ForwardOnlyStream(new WavWriter { DataSize = uint.MaxValue }.Write()), new());
        (await Should.ThrowAsync<AudioFormatException>(() => Read(reader))).Reason.ShouldContain("0 samples");
    }

    [Fact]
    public async Task ReadAsync_Twice_Throws()
    {
        var reader = AudioWindowReader.Open(Audio.FromSamples(new float[10], Rate), new());
        await Read(reader);
        await Should.ThrowAsync<InvalidOperationException>(() => Read(reader));
    }

    [Fact]
    public async Task ReadAsync_CancelledBetweenWindows_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = AudioWindowReader.Open(Audio.FromSamples(new float[90 * Rate], Rate), new());
        var windows = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var window in reader.ReadAsync(cancellation.Token))
            {
                windows++;
                await cancellation.CancelAsync();
            }
        });
        windows.ShouldBe(1);
    }

    [Fact]
    public async Task DisposeAsync_ReaderOfAStream_LeavesItOpen()
    {
        var stream = new MemoryStream(new WavWriter().Write(1, 2));
        await (await AudioWindowReader.OpenAsync(stream, new())).DisposeAsync();
        stream.CanRead.ShouldBeTrue();
    }

    [Fact]
    public void Open_OptionsOutsideTheirRanges_ListsAllFaults()
    {
        var options = new AudioWindowOptions
        {
            MaxDuration = TimeSpan.FromHours(2), SearchDuration = TimeSpan.FromSeconds(-1), QuietDuration = TimeSpan.FromSeconds(1),
        };
        var message = Should.Throw<ArgumentException>(() => AudioWindowReader.Open(Audio.FromSamples(new float[1], Rate), options)).Message;
        message.ShouldContain(nameof(AudioWindowOptions.MaxDuration));
        message.ShouldContain(nameof(AudioWindowOptions.SearchDuration));
        message.ShouldContain(nameof(AudioWindowOptions.QuietDuration));
    }

    private static void ShouldTile(List<AudioWindow> windows, Audio whole, AudioWindowOptions options)
    {
        var position = 0;
        foreach (var window in windows)
        {
            window.Start.ShouldBe(TimeSpan.FromTicks(position * 625L));
            window.Audio.SampleRateHz.ShouldBe(Rate);
            window.Audio.Duration.ShouldBeLessThanOrEqualTo(options.MaxDuration);
            if (windows.Count > 1) window.Audio.Samples.Length.ShouldBeGreaterThanOrEqualTo(Rate / 2);
            window.Audio.Samples.Span.SequenceEqual(whole.Samples.Span.Slice(position, window.Audio.Samples.Length)).ShouldBeTrue();
            position += window.Audio.Samples.Length;
        }

        position.ShouldBe(whole.Samples.Length);
    }

    private static void ShouldBeSame(List<AudioWindow> windows, List<AudioWindow> expected)
    {
        windows.Select(w => w.Start).ShouldBe(expected.Select(w => w.Start));
        for (var i = 0; i < windows.Count; i++) windows[i].Audio.Samples.Span.SequenceEqual(expected[i].Audio.Samples.Span).ShouldBeTrue();
    }

    private static Task<List<AudioWindow>> WindowsOf(float[] samples, int rate, AudioWindowOptions options) =>
        Read(AudioWindowReader.Open(Audio.FromSamples(samples, rate), options));

    private static async Task<List<AudioWindow>> Read(AudioWindowReader reader)
    {
        var windows = new List<AudioWindow>();
        await using (reader)
        {
            await foreach (var window in reader.ReadAsync()) windows.Add(window);
        }

        return windows;
    }

    private static float[] Noise(int length)
    {
        var random = new Random(length);
        var samples = new float[length];
        for (var i = 0; i < length; i++) samples[i] = random.NextSingle() - 0.5f;
        return samples;
    }
}
