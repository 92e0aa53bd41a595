using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>What sound becomes, and how often it is computed.</summary>
public sealed class MtmdAudioEncoderTests(MiniEncoder mini) : IClassFixture<MiniEncoder>
{
    private const string Clip = "1013_IEO_ANG_MD";

    [Fact]
    public void Info_EmbeddedProjector_SaysWhatItIs() =>
        (mini.Encoder.Info.ModelId, mini.Encoder.Info.Engine, mini.Encoder.Info.EmbeddingWidth).ShouldBe((TestModels.MiniProjector, "mtmd b10256", 576));

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(29.99, 1)]
    [InlineData(30, 1)]
    [InlineData(30.5, 2)]
    [InlineData(61, 3)]
    public async Task EncodeAsync_AnyLength_AHundredRowsForEachBegun30Seconds(double seconds, int chunks) =>
        (await mini.Encoder.EncodeAsync(MiniEncoder.Joined(seconds))).Rows.ShouldBe(100 * chunks);

    [Fact]
    public async Task EncodeAsync_OneSample_Encoded() =>
        (await mini.Encoder.EncodeAsync(Audio.FromSamples(new float[] { 0.5f }, 16_000))).Rows.ShouldBe(100);

    [Fact]
    public async Task EncodeAsync_FarBeyondFullScale_InferenceException() =>
        await Should.ThrowAsync<InferenceException>(() => mini.Encoder.EncodeAsync(Audio.FromSamples(Enumerable.Repeat(1e30f, 16_000).ToArray(), 16_000)));

    [Fact]
    public async Task EncodeAsync_OtherRate_ResampledFirst()
    {
        var expected = (await mini.Encoder.EncodeAsync(MiniEncoder.Clip(Clip))).Values.ToArray();
        var actual = (await mini.Encoder.EncodeAsync(MiniEncoder.Clip(Clip).Resample(48_000))).Values.ToArray();
        var off = expected.Zip(actual, (a, b) => (double)Math.Abs(a - b)).Average();
        off.ShouldBeLessThan(0.05); // of 0.38; played at the wrong rate it is 0.3
    }

    [Fact]
    public async Task EncodeAsync_SameClipFromManyThreads_ComputedOnce()
    {
        await using var encoder = await MiniEncoder.LoadAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => encoder.EncodeAsync(MiniEncoder.Clip(Clip)))));
        encoder.EncodedClips.ShouldBe(1);
        results.ShouldAllBe(result => ReferenceEquals(result, results[0]));
        (await encoder.EncodeAsync(MiniEncoder.Clip(Clip))).ShouldBeSameAs(results[0]);
        encoder.EncodedClips.ShouldBe(1);
    }

    [Theory]
    [InlineData(16, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    [InlineData(0, 3)]
    public async Task EncodeAsync_TwoClipsInTurn_ComputedAsOftenAsTheCacheIsTooSmall(int cachedClips, int computed)
    {
        using var tiny = new TinyPair();
        await using var encoder = await tiny.LoadAsync(new MtmdAudioEncoderOptions { CachedClips = cachedClips });
        foreach (var seconds in new[] { 1.0, 2.0, 1.0 }) await encoder.EncodeAsync(MiniEncoder.Joined(seconds));
        encoder.EncodedClips.ShouldBe(computed);
    }

    [Fact]
    public async Task EncodeAsync_CacheFull_TheClipUsedLastStays()
    {
        using var tiny = new TinyPair();
        await using var encoder = await tiny.LoadAsync(new MtmdAudioEncoderOptions { CachedClips = 2 });
        foreach (var seconds in new[] { 1.0, 2.0, 1.0, 3.0, 1.0 }) await encoder.EncodeAsync(MiniEncoder.Joined(seconds));
        encoder.EncodedClips.ShouldBe(3);
        await encoder.EncodeAsync(MiniEncoder.Joined(2));
        encoder.EncodedClips.ShouldBe(4);
    }

    [Fact]
    public async Task EncodeAsync_CancelledBefore_NothingComputed()
    {
        var before = mini.Encoder.EncodedClips;
        await Should.ThrowAsync<OperationCanceledException>(() => mini.Encoder.EncodeAsync(MiniEncoder.Joined(3.3), new CancellationToken(canceled: true)));
        mini.Encoder.EncodedClips.ShouldBe(before);
    }

    [Fact]
    public async Task EncodeAsync_OneOfTwoWaitersCancelled_TheOtherGetsItsResult()
    {
        await using var encoder = await MiniEncoder.LoadAsync();
        using var source = new CancellationTokenSource();
        var cancelled = encoder.EncodeAsync(MiniEncoder.Clip(Clip), source.Token);
        var kept = encoder.EncodeAsync(MiniEncoder.Clip(Clip));
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        (await kept).Rows.ShouldBe(100);
        encoder.EncodedClips.ShouldBe(1);
    }

    [Fact]
    public async Task EncodeAsync_LongClipCancelled_StopsBetweenChunksAndTheEncoderLives()
    {
        await using var encoder = await MiniEncoder.LoadAsync();
        using var source = new CancellationTokenSource();
        var minutes = encoder.EncodeAsync(MiniEncoder.Joined(300), source.Token);
        while (encoder.EncodedClips == 0) await Task.Delay(10);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => minutes);
        (await encoder.EncodeAsync(MiniEncoder.Clip(Clip))).Rows.ShouldBe(100);
        encoder.EncodedClips.ShouldBe(2);
    }

    [Fact]
    public async Task DisposeAsync_WhileClipsAreUnderWay_AllEndAndNothingCrashes()
    {
        var encoder = await MiniEncoder.LoadAsync();
        var pending = new[] { encoder.EncodeAsync(MiniEncoder.Joined(200)), encoder.EncodeAsync(MiniEncoder.Clip(Clip)) };
        while (encoder.EncodedClips == 0) await Task.Delay(10);
        await encoder.DisposeAsync();
        foreach (var task in pending) await Should.ThrowAsync<ObjectDisposedException>(() => task);
        await Should.ThrowAsync<ObjectDisposedException>(() => encoder.EncodeAsync(MiniEncoder.Clip(Clip)));
        await encoder.DisposeAsync(); // a second time does nothing
    }
}
