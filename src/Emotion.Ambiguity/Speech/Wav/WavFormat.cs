using System.Buffers.Binary;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>What a "fmt " chunk says.</summary>
internal sealed record WavFormat(WavEncoding Encoding, int Channels, int SampleRateHz, int BytesPerFrame)
{
    /// <summary>Bytes of a chunk that are looked at: as many as WAVE_FORMAT_EXTENSIBLE has.</summary>
    public const int MaxChunkBytes = 40;

    private const int MinChunkBytes = 16;
    private const int MaxChannels = 64;

    /// <summary>Reads the chunk.</summary>
    /// <param name="chunk">Its first bytes, at most <see cref="MaxChunkBytes"/>.</param>
    /// <param name="source">The file's name, for messages.</param>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, string source)
    {
        if (chunk.Length < MinChunkBytes)
            throw WavFault.Damaged(source, $"Its \"fmt \" chunk has {chunk.Length} bytes, fewer than the {MinChunkBytes} it needs.");

        var channels = UInt16(chunk, 2);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var blockAlign = UInt16(chunk, 12);
        var bits = UInt16(chunk, 14);
        var encoding = EncodingOf(CodecTag(chunk, bits, source), bits, source);

        if (channels is 0 or > MaxChannels) throw WavFault.NotAccepted(source, $"It has {channels} channels, outside 1 to {MaxChannels}.");
        if (rate is < 1_000 or > 768_000) throw WavFault.NotAccepted(source, $"Its rate is {rate} Hz, outside 1,000 to 768,000 Hz.");
        if (blockAlign != channels * bits / 8)
        {
            throw WavFault.Damaged(source,
                $"Its header contradicts itself: {channels} channels of {bits} bits take {channels * bits / 8} bytes, but it says {blockAlign}.");
        }

        return new WavFormat(encoding, channels, (int)rate, blockAlign);
    }

    private static int CodecTag(ReadOnlySpan<byte> chunk, int bits, string source)
    {
        var tag = UInt16(chunk, 0);
        if (tag != WavCodec.Extensible) return tag;
        if (chunk.Length < MaxChunkBytes)
            throw WavFault.Damaged(source, $"Its extensible \"fmt \" chunk has {chunk.Length} bytes, fewer than the {MaxChunkBytes} it needs.");

        // Samples lie in the upper bits of their container, so fewer valid bits need no other decoding.
        var validBits = UInt16(chunk, 18);
        if (validBits > bits) throw WavFault.Damaged(source, $"Its header contradicts itself: {validBits} valid bits in samples of {bits} bits.");

        var subFormat = chunk.Slice(24, 16);
        return WavCodec.TagOf(subFormat) ?? throw WavFault.NotAccepted(source, $"Its sub-format {new Guid(subFormat)} is none of the wave formats.");
    }

    private static WavEncoding EncodingOf(int tag, int bits, string source) => (tag, bits) switch
    {
        (WavCodec.Pcm, 8) => WavEncoding.Pcm8,
        (WavCodec.Pcm, 16) => WavEncoding.Pcm16,
        (WavCodec.Pcm, 24) => WavEncoding.Pcm24,
        (WavCodec.Pcm, 32) => WavEncoding.Pcm32,
        (WavCodec.Float, 32) => WavEncoding.Float32,
        (WavCodec.Float, 64) => WavEncoding.Float64,
        (WavCodec.ALaw, 8) => WavEncoding.ALaw,
        (WavCodec.MuLaw, 8) => WavEncoding.MuLaw,
        (WavCodec.Pcm or WavCodec.Float or WavCodec.ALaw or WavCodec.MuLaw, _) =>
            throw WavFault.NotAccepted(source, $"It holds {WavCodec.NameOf(tag)} with {bits} bits a sample."),
        _ => throw WavFault.NotAccepted(source, $"Its codec is 0x{tag:X4}, {WavCodec.NameOf(tag)}."),
    };

    private static int UInt16(ReadOnlySpan<byte> chunk, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(chunk[offset..]);
}
