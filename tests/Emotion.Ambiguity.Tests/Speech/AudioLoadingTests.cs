using Emotion.Ambiguity.Speech;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Speech;

public sealed class AudioLoadingTests
{
    // The same values in every format; all are exact in 8 bits already, so the expected floats are exact too.
    private static readonly float[] Steps = [-1, -0.5f, -0.25f, 0, 0.25f, 0.5f, 0.9921875f];

    [Fact]
    public void Load_Pcm8_IsUnsignedAroundHalf() => Samples(new WavWriter { Bits = 8 }.Write(0, 64, 96, 128, 160, 192, 255)).ShouldBe(Steps);

    [Fact]
    public void Load_Pcm16_GivesTheSamples() =>
        Samples(new WavWriter().Write(WavWriter.Pcm16(-32768, -16384, -8192, 0, 8192, 16384, 32512))).ShouldBe(Steps);

    [Fact]
    public void Load_Pcm24_GivesTheSamples() => Samples(new WavWriter { Bits = 24 }.Write(
        0, 0, 0x80, 0, 0, 0xC0, 0, 0, 0xE0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0x40, 0, 0, 0x7F)).ShouldBe(Steps);

    [Fact]
    public void Load_Pcm24_KeepsTheLowestBit() =>
        Samples(new WavWriter { Bits = 24 }.Write(1, 0, 0, 0xFF, 0xFF, 0xFF)).ShouldBe([1 / 8388608f, -1 / 8388608f]);

    [Fact]
    public void Load_Pcm32_GivesTheSamples() => Samples(new WavWriter { Bits = 32 }.Write(
        [.. Steps.SelectMany(s => BitConverter.GetBytes((int)(s * 2147483648.0)))])).ShouldBe(Steps);

    [Fact]
    public void Load_Float32_GivesTheSamplesAlsoBeyondFullScale() => Samples(new WavWriter { Tag = 3, Bits = 32 }.Write(
        [.. new[] { 0.1f, -3f, 1e-30f }.SelectMany(BitConverter.GetBytes)])).ShouldBe([0.1f, -3f, 1e-30f]);

    [Fact]
    public void Load_Float64_GivesTheSamples() => Samples(new WavWriter { Tag = 3, Bits = 64 }.Write(
        [.. new[] { 0.1, -1.0 }.SelectMany(BitConverter.GetBytes)])).ShouldBe([0.1f, -1f]);

    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 16)]
    [InlineData(1, 24)]
    [InlineData(1, 32)]
    [InlineData(3, 32)]
    [InlineData(3, 64)]
    [InlineData(6, 8)]
    [InlineData(7, 8)]
    public void Load_Extensible_IsTheSameAsPlain(int tag, int bits)
    {
        var data = Enumerable.Range(0, 48).Select(i => (byte)(i * 5 % 61)).ToArray();
        Samples(new WavWriter { Tag = tag, Bits = bits, ValidBits = bits }.Write(data)).ShouldBe(Samples(new WavWriter { Tag = tag, Bits = bits }.Write(data)));
    }

    [Fact]
    public void Load_ExtensibleWithFewerValidBits_ReadsTheUpperBits() =>
        Samples(new WavWriter { Bits = 24, ValidBits = 20 }.Write(0, 0, 0x40, 0xF0, 0xFF, 0x7F)).ShouldBe([0.5f, 8388592 / 8388608f]);

    [Fact]
    public void Load_TwoChannels_GivesTheirMean() =>
        Samples(new WavWriter { Channels = 2 }.Write(WavWriter.Pcm16(16384, 8192, -32768, 32767, 0, 1))).ShouldBe([0.375f, -1 / 65536f, 1 / 65536f]);

    [Fact]
    public void Load_64Channels_GivesTheirMean() => Samples(new WavWriter { Channels = 64 }.Write(
        WavWriter.Pcm16([.. Enumerable.Range(0, 128).Select(i => (short)i)]))).ShouldBe([31.5f / 32768, 95.5f / 32768]);

    [Theory]
    [InlineData(1_000)]
    [InlineData(44_100)]
    [InlineData(768_000)]
    public void Load_AnyRate_KeepsIt(int rate) =>
        Audio.Load(new MemoryStream(new WavWriter { Rate = rate }.Write(1, 0))).SampleRateHz.ShouldBe(rate);

    [Fact]
    public void Load_OtherChunksEverywhere_SkipsThem()
    {
        var file = new WavWriter { First = [("JUNK", 27), ("bext", 602)], Before = [("LIST", 5), ("fact", 4), ("cue ", 0)], After = [("LIST", 7)] }
            .Write(WavWriter.Pcm16(1, 2, 3));
        EveryWay(file).ShouldBe([1 / 32768f, 2 / 32768f, 3 / 32768f]);
    }

    [Fact]
    public void Load_OddData_DoesNotReadThePadding() =>
        EveryWay(new WavWriter { Bits = 8, After = [("LIST", 4)] }.Write(192, 192, 192)).ShouldBe([0.5f, 0.5f, 0.5f]);

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void Load_SizesOf64Bits_AreUsed(string id) => EveryWay(new WavWriter
    {
        Id = id, RiffSize = uint.MaxValue, DataSize = uint.MaxValue, Sizes64 = (96, 4), After = [("LIST", 8)],
    }.Write(WavWriter.Pcm16(16384, -16384))).ShouldBe([0.5f, -0.5f]);

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(0u, 36u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(uint.MaxValue - 36, uint.MaxValue)]
    [InlineData(0x7FFFF000u, 0x7FFFF024u)]
    public void Load_HeaderOfAStreamWithoutLength_ReadsToTheEnd(uint dataSize, uint riffSize) =>
        EveryWay(new WavWriter { DataSize = dataSize, RiffSize = riffSize }.Write(WavWriter.Pcm16(16384, -16384, 8192))).ShouldBe([0.5f, -0.5f, 0.25f]);

    [Fact]
    public void Load_StreamWithoutLengthThatEndsInAFrame_LeavesThatFrameOut() =>
        EveryWay([.. new WavWriter { DataSize = uint.MaxValue }.Write(WavWriter.Pcm16(16384, -16384)), 1]).ShouldBe([0.5f, -0.5f]);

    [Fact]
    public void Load_DataAcrossManyBlocks_KeepsEverySample()
    {
        var samples = Enumerable.Range(0, 200_001).Select(i => (short)(i * 7919)).ToArray();
        EveryWay(new WavWriter { First = [("JUNK", 9_999)] }.Write(WavWriter.Pcm16(samples))).ShouldBe(samples.Select(s => s / 32768f).ToArray());
    }

    [Fact]
    public void Load_StreamStandingInTheMiddle_ReadsFromThereAndLeavesItOpen()
    {
        using var stream = new MemoryStream([9, 9, 9, .. new WavWriter().Write(0, 0x40), 7]);
        stream.Position = 3;
        Audio.Load(stream).Samples.ToArray().ShouldBe([0.5f]);
        stream.ReadByte().ShouldBe(7);
    }

    [Fact]
    public async Task LoadAsync_File_IsTheSameAsLoad()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.wav");
        await File.WriteAllBytesAsync(path, new WavWriter { Rate = 8_000 }.Write(WavWriter.Pcm16(1, 2, 3)));
        try
        {
            var audio = await Audio.LoadAsync(path);
            audio.SampleRateHz.ShouldBe(8_000);
            audio.Samples.ToArray().ShouldBe(Audio.Load(path).Samples.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task LoadAsync_Cancelled_Throws() => await Should.ThrowAsync<OperationCanceledException>(
        () => Audio.LoadAsync(new ForwardOnlyStream(new WavWriter().Write(1, 2)), new CancellationToken(canceled: true)));

    [Fact]
    public void Load_AnyPcm16AndChannels_GivesTheMeans() => Prop.ForAll(
        ArbMap.Default.ArbFor<short[]>().Filter(s => s.Length > 0),
        ArbMap.Default.ArbFor<byte>(),
        (samples, pick) =>
        {
            var channels = pick % 5 + 1;
            var whole = samples.Concat(new short[(channels - samples.Length % channels) % channels]).ToArray();
            var means = whole.Chunk(channels).Select(frame => (float)(frame.Average(s => (double)s) / 32768)).ToArray();
            return EveryWay(new WavWriter { Channels = channels }.Write(WavWriter.Pcm16(whole))).Zip(means)
                // The mean is taken of floats scaled before; both orders round once.
                .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-7);
        }).QuickCheckThrowOnFailure();

    private static float[] Samples(byte[] file) => Audio.Load(new MemoryStream(file)).Samples.ToArray();

    // Seekable, from a pipe in large and in tiny pieces, blocking or not: the result must be one.
    private static float[] EveryWay(byte[] file)
    {
        var expected = Samples(file);
        Audio.Load(new ForwardOnlyStream(file)).Samples.Span.SequenceEqual(expected).ShouldBeTrue();
        Audio.Load(new ForwardOnlyStream(file, 7)).Samples.Span.SequenceEqual(expected).ShouldBeTrue();
        Audio.LoadAsync(new ForwardOnlyStream(file, 1_001)).GetAwaiter().GetResult().Samples.Span.SequenceEqual(expected).ShouldBeTrue();
        return expected;
    }
}
