using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Speech;

/// <summary>Against the decoder output values of ITU-T G.711 (11/88), tables 1a to 2b.</summary>
public sealed class G711Tests
{
    // Tables 1a and 2a give, per segment, the decision value at its start and the width of its 16 steps; an output lies mid-step.
    private static readonly (int Start, int Width)[] ALawSegments =
        [(0, 2), (32, 2), (64, 4), (128, 8), (256, 16), (512, 32), (1024, 64), (2048, 128)];

    private static readonly (int Start, int Width)[] MuLawSegments =
        [(-1, 2), (31, 4), (95, 8), (223, 16), (479, 32), (991, 64), (2015, 128), (4063, 256)];

    [Fact]
    public void Load_ALaw_GivesTheRecommendationsValues()
    {
        var samples = Decode(6);
        for (var segment = 0; segment < 8; segment++)
        {
            for (var step = 0; step < 16; step++)
            {
                var (start, width) = ALawSegments[segment];
                var value = (start + step * width + width / 2.0) / 4096;
                // Sign bit 1 is positive; even bits are inverted for transmission.
                samples[(0x80 | segment << 4 | step) ^ 0x55].ShouldBe((float)value);
                samples[(segment << 4 | step) ^ 0x55].ShouldBe((float)-value);
            }
        }
    }

    [Fact]
    public void Load_MuLaw_GivesTheRecommendationsValues()
    {
        var samples = Decode(7);
        for (var segment = 0; segment < 8; segment++)
        {
            for (var step = 0; step < 16; step++)
            {
                var (start, width) = MuLawSegments[segment];
                var value = (start + step * width + width / 2.0) / 8192;
                // The largest magnitude has the code with all bits 0 but the sign; sign bit 1 is positive.
                samples[0xFF - (segment << 4 | step)].ShouldBe((float)value);
                samples[0x7F - (segment << 4 | step)].ShouldBe((float)-value);
            }
        }
    }

    [Theory]
    [InlineData(6, 0xAA, 4032)]
    [InlineData(6, 0x2A, -4032)]
    [InlineData(6, 0xD5, 1)]
    [InlineData(6, 0x55, -1)]
    [InlineData(7, 0x80, 8031)]
    [InlineData(7, 0x00, -8031)]
    [InlineData(7, 0xFF, 0)]
    [InlineData(7, 0x8F, 4191)]
    public void Load_KnownCodes_GiveThePrintedValues(int tag, int code, int value) =>
        Decode(tag)[code].ShouldBe(value / (tag == 6 ? 4096f : 8192f));

    private static float[] Decode(int tag) => Audio.Load(new MemoryStream(
        new WavWriter { Tag = tag, Bits = 8, Rate = 8_000 }.Write([.. Enumerable.Range(0, 256).Select(i => (byte)i)]))).Samples.ToArray();
}
