using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;
using FsCheck;
using FsCheck.Fluent;
using static Emotion.Ambiguity.Tests.Speech.VoiceActivity.TestSounds;

namespace Emotion.Ambiguity.Tests.Speech.VoiceActivity;

public sealed class SpeechSegmentReaderTests
{
    [Fact]
    public async Task ReadAsync_TwoBuzzes_GivesThemWithWhatIsKnown()
    {
        var sound = Buzzes(1, 0.7, 1, 0.7);
        var (segments, tally) = await Read(sound, Rate, new(), 160);
        segments.Select(s => s.EndedBy).ShouldBe([SpeechSegmentEnd.Silence, SpeechSegmentEnd.EndOfSound]);
        ShouldBeOf(segments, tally, sound, new());
        segments[0].SpeechStart.TotalSeconds.ShouldBe(1, 0.05);
        segments[0].SpeechEnd.TotalSeconds.ShouldBe(1.7, 0.05);
        tally.Speech.TotalSeconds.ShouldBe(0.7 + 0.7 + 3 * 0.25, 0.1); // padding, save after the last
        tally.Silence.ShouldBe(tally.Total - tally.Speech);
    }

    [Fact]
    public async Task ReadAsync_StreamStillOpen_GivesASegmentOnceItsPauseIsHeard()
    {
        var options = new VoiceActivityOptions();
        var heard = TimeSpan.Zero;
        await foreach (var segment in new VoiceActivityDetector(options).Open(Counted(), Rate).ReadAsync())
        {
            (heard - segment.SpeechEnd).ShouldBe(options.MinSilence); // chunks are frames here
            break;
        }

        async IAsyncEnumerable<ReadOnlyMemory<float>> Counted()
        {
            await foreach (var chunk in TestSounds.Stream(Buzzes(1, 1, 100), 160))
            {
                heard += TimeSpan.FromMilliseconds(10);
                yield return chunk;
            }
        }
    }

    [Fact]
    public void ReadAsync_AnyChunksRateAndOptions_SameSegmentsAndEverySampleAccountedFor() => Prop.ForAll(
        Gen.Choose(1, 5_000).NonEmptyListOf().ToArbitrary(),
        Gen.Elements(8_000, 11_025, 16_000, 44_100, 15_999).ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (chunks, rate, seed) =>
        {
            var (sound, options) = Arbitrary(seed);
            var audio = Audio.FromSamples(sound, rate);
            var whole = audio.Resample(Rate).Samples.ToArray();
            var (expected, _) = Read(sound, rate, options, sound.Length).GetAwaiter().GetResult();
            var (segments, tally) = Read(sound, rate, options, [.. chunks]).GetAwaiter().GetResult();

            ShouldBeOf(segments, tally, whole, options);
            tally.InputSamples.ShouldBe(sound.Length);
            tally.SampleRateHz.ShouldBe(rate);
            segments.Select(s => s with { Audio = expected[0].Audio }).ShouldBe(expected.Select(s => s with { Audio = expected[0].Audio }));
            new VoiceActivityDetector(options).FindSpeech(audio).ShouldBe(segments.Select(s => new SpeechRange(s.Start, s.End)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public async Task ReadAsync_LongSpeech_IsCutAtTheQuietestPlace()
    {
        // Syllables, and a short breath within the last third before the limit.
        double[] syllables = [.. Enumerable.Repeat(new[] { 0.1, 0.15 }, 28).SelectMany(s => s)];
        var sound = Buzzes([1, .. syllables[1..], 0.3, 0.15, .. syllables]);
        var options = new VoiceActivityOptions { MaxSegment = TimeSpan.FromSeconds(10) };
        var (segments, tally) = await Read(sound, Rate, options, 1_000);
        ShouldBeOf(segments, tally, sound, options);
        segments.Select(s => s.EndedBy).ShouldBe([SpeechSegmentEnd.MaxSegment, SpeechSegmentEnd.EndOfSound]);
        // 0.15 s and 27 syllables from the first second on, and then that breath of 0.3 s.
        segments[1].Start.TotalSeconds.ShouldBeInRange(7.9 + 0.05, 7.9 + 0.25);
        segments[1].SpeechStart.ShouldBe(segments[1].Start);
    }

    [Fact]
    public async Task ReadAsync_SpeechEndsJustBeforeTheLimit_LeavesNoSegmentOfPaddingAlone()
    {
        // Every length around the limit, so that the cut falls into the speech, into the padding and behind it.
        var options = new VoiceActivityOptions { MaxSegment = TimeSpan.FromSeconds(3), MinSilence = TimeSpan.FromSeconds(0.7), PaddingAfter = TimeSpan.FromSeconds(0.7) };
        for (var seconds = 1.5; seconds < 4; seconds += 0.05)
        {
            var sound = Buzzes(1, seconds, 2);
            var (segments, tally) = await Read(sound, Rate, options, 1_000);
            ShouldBeOf(segments, tally, sound, options);
            segments[^1].SpeechEnd.TotalSeconds.ShouldBe(1 + seconds, 0.05);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task ReadAsync_SampleNotFinite_SaysWhich(float bad)
    {
        var sound = Buzzes(1, 0.5, 1, 0.5);
        sound[40_000] = bad;
        var reader = new VoiceActivityDetector().Open(TestSounds.Stream(sound, 777), Rate);
        var segments = 0;
        var fault = await Should.ThrowAsync<AudioFormatException>(async () =>
        {
            await foreach (var _ in reader.ReadAsync()) segments++;
        });
        segments.ShouldBe(1);
        fault.Reason.ShouldContain("Sample 40000, at 00:00:02.5");
    }

    [Fact]
    public async Task ReadAsync_EmptyStreamAndEmptyChunks_GiveNothing()
    {
        var reader = new VoiceActivityDetector().Open(Chunks(), 8_000);
        (await reader.ReadAsync().ToListAsync()).ShouldBeEmpty();
        reader.Tally.Total.ShouldBe(TimeSpan.Zero);

        static async IAsyncEnumerable<ReadOnlyMemory<float>> Chunks()
        {
            await Task.CompletedTask;
            yield return default;
            yield return default;
        }
    }

    [Fact]
    public async Task ReadAsync_Twice_Throws()
    {
        var reader = new VoiceActivityDetector().Open(TestSounds.Stream(new float[10], 10), Rate);
        await reader.ReadAsync().ToListAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await reader.ReadAsync().ToListAsync());
    }

    [Fact]
    public async Task ReadAsync_LeftEarly_DisposesTheStream()
    {
        var disposed = false;
        await foreach (var _ in new VoiceActivityDetector().Open(Endless(), Rate).ReadAsync()) break;
        disposed.ShouldBeTrue();

        async IAsyncEnumerable<ReadOnlyMemory<float>> Endless()
        {
            await Task.CompletedTask;
            var sound = Buzzes(1, 1);
            try
            {
                while (true) yield return sound;
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new VoiceActivityDetector().Open(TestSounds.Stream(Buzzes(1, 1, 1, 1, 1), 160), Rate).ReadAsync(cancellation.Token)) await cancellation.CancelAsync();
        });
    }

    [Theory]
    [InlineData(999)]
    [InlineData(768_001)]
    public void Open_RateOutsideItsRange_Throws(int rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new VoiceActivityDetector().Open(TestSounds.Stream(new float[1], 1), rate));

    private static void ShouldBeOf(List<SpeechSegment> segments, SpeechTally tally, float[] whole, VoiceActivityOptions options)
    {
        var end = TimeSpan.Zero;
        foreach (var segment in segments)
        {
            segment.Start.ShouldBeGreaterThanOrEqualTo(end);
            segment.SpeechStart.ShouldBeInRange(segment.Start, segment.SpeechEnd);
            segment.SpeechStart.ShouldBeLessThan(segment.SpeechEnd);
            segment.SpeechEnd.ShouldBeLessThanOrEqualTo(segment.End);
            segment.Audio.Duration.ShouldBeLessThanOrEqualTo(options.MaxSegment);
            segment.Audio.Samples.Span.SequenceEqual(whole.AsSpan((int)(segment.Start.Ticks / 625), segment.Audio.Samples.Length)).ShouldBeTrue();
            end = segment.End;
        }

        tally.Samples.ShouldBe(whole.Length);
        tally.SegmentSamples.ShouldBe(segments.Sum(s => (long)s.Audio.Samples.Length));
        tally.PendingSamples.ShouldBe(0);
        (tally.SegmentSamples + tally.SilenceSamples).ShouldBe(tally.Samples);
        tally.Segments.ShouldBe(segments.Count);
    }

    private static (float[] Sound, VoiceActivityOptions Options) Arbitrary(int seed)
    {
        var random = new Random(seed);
        var sound = Buzzes([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => 0.05 + random.NextDouble())]);
        var minSilence = TimeSpan.FromMilliseconds(random.Next(50, 400));
        return (sound, new VoiceActivityOptions
        {
            ThresholdDb = 3 + 10 * random.NextDouble(),
            MinSpeech = TimeSpan.FromMilliseconds(random.Next(10, 200)),
            MinSilence = minSilence,
            PaddingBefore = TimeSpan.FromMilliseconds(random.Next(0, 300)),
            PaddingAfter = minSilence * random.NextDouble(),
            MaxSegment = TimeSpan.FromMilliseconds(random.Next(1_800, 3_000)),
            NoiseMemory = TimeSpan.FromMilliseconds(random.Next(500, 5_000)),
        });
    }

    private static async Task<(List<SpeechSegment> Segments, SpeechTally Tally)> Read(float[] samples, int rate, VoiceActivityOptions options, params int[] chunks)
    {
        var reader = new VoiceActivityDetector(options).Open(TestSounds.Stream(samples, chunks), rate);
        return (await reader.ReadAsync().ToListAsync(), reader.Tally);
    }
}
