using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.Tests.Speech;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>WAV files of all encodings, damaged: finite samples, or an error that says what is wrong; the same from a stream that cannot seek.</summary>
public sealed class WavFuzzTests
{
    private static readonly byte[] Sound = [.. Enumerable.Range(0, 192).Select(i => (byte)(i * 37))];

    private static readonly byte[][] Files =
    [
        new WavWriter().Write(Sound),
        new WavWriter { Bits = 8, Channels = 2 }.Write(Sound),
        new WavWriter { Bits = 24, Rate = 44_100, Before = [("LIST", 6)] }.Write(Sound),
        new WavWriter { Bits = 32, Channels = 3 }.Write(Sound),
        new WavWriter { Tag = 3, Bits = 32 }.Write(new byte[64]),
        new WavWriter { Tag = 3, Bits = 64 }.Write(new byte[64]),
        new WavWriter { Tag = 6, Bits = 8, Rate = 8_000 }.Write(Sound),
        new WavWriter { Tag = 7, Bits = 8, Rate = 8_000, After = [("junk", 3)] }.Write(Sound),
        new WavWriter { ValidBits = 20, Bits = 24 }.Write(Sound),
        new WavWriter { Id = "RF64", Sizes64 = (200, 192), RiffSize = uint.MaxValue, DataSize = uint.MaxValue }.Write(Sound),
    ];

    private static readonly byte[][] Words = [[.. "RIFF"u8], [.. "RF64"u8], [.. "WAVE"u8], [.. "fmt "u8], [.. "data"u8], [.. "ds64"u8], [.. "LIST"u8], [0xfe, 0xff], [0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff]];

    [Fact]
    public void Load_AnyFile_FiniteSamplesOrAudioFormatException() => new Fuzz("wav", random => Mutations.Of(random, Files, Words), Check).Run();

    private static void Check(byte[] file)
    {
        var whole = Load(new MemoryStream(file));
        var forward = Load(new ForwardOnlyStream(file));
        (whole is null).ShouldBe(forward is null);
        if (whole is null) return;
        whole.SampleRateHz.ShouldBe(forward!.SampleRateHz);
        whole.Samples.Span.SequenceEqual(forward.Samples.Span).ShouldBeTrue();
        foreach (var sample in whole.Samples.Span) float.IsFinite(sample).ShouldBeTrue();
    }

    private static Audio? Load(Stream stream)
    {
        try
        {
            return Audio.Load(stream);
        }
        catch (AudioFormatException)
        {
            return null;
        }
    }
}
