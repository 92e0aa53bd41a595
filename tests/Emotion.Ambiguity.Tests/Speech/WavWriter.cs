using System.Text;

namespace Emotion.Ambiguity.Tests.Speech;

/// <summary>Writes WAV by the book, so that the reader is not tested against itself.</summary>
internal sealed class WavWriter
{
    public int Tag { get; init; } = 1;

    public int Channels { get; init; } = 1;

    public int Rate { get; init; } = 16_000;

    public int Bits { get; init; } = 16;

    public int? BlockAlign { get; init; }

    /// <summary>Written as WAVE_FORMAT_EXTENSIBLE when not null.</summary>
    public int? ValidBits { get; init; }

    public Guid? SubFormat { get; init; }

    public string Id { get; init; } = "RIFF";

    public uint? RiffSize { get; init; }

    public uint? DataSize { get; init; }

    /// <summary>Chunks between "fmt " and "data", with contents of so many bytes.</summary>
    public (string Id, int Size)[] Before { get; init; } = [];

    public (string Id, int Size)[] First { get; init; } = [];

    public (string Id, int Size)[] After { get; init; } = [];

    /// <summary>The sizes of a ds64 chunk, for RF64.</summary>
    public (ulong Riff, ulong Data)? Sizes64 { get; init; }

    public byte[] Write(params byte[] data)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        Text(writer, Id);
        writer.Write(0u);
        Text(writer, "WAVE");
        if (Sizes64 is var (riff, size))
        {
            Text(writer, "ds64");
            writer.Write(28u);
            writer.Write(riff);
            writer.Write(size);
            writer.Write(0ul);
            writer.Write(0u);
        }

        foreach (var chunk in First) Chunk(writer, chunk);
        Format(writer);
        foreach (var chunk in Before) Chunk(writer, chunk);
        Text(writer, "data");
        writer.Write(DataSize ?? (uint)data.Length);
        writer.Write(data);
        if (data.Length % 2 == 1 && DataSize is null) writer.Write((byte)0);
        foreach (var chunk in After) Chunk(writer, chunk);
        writer.Seek(4, SeekOrigin.Begin);
        writer.Write(RiffSize ?? (uint)memory.Length - 8);
        writer.Flush();
        return memory.ToArray();
    }

    public static byte[] Pcm16(params short[] samples)
    {
        var bytes = new byte[samples.Length * 2];
        Buffer.BlockCopy(samples, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    private void Format(BinaryWriter writer)
    {
        var blockAlign = BlockAlign ?? Channels * Bits / 8;
        var isExtensible = ValidBits is not null;
        Text(writer, "fmt ");
        writer.Write(isExtensible ? 40u : Tag == 1 ? 16u : 18u);
        writer.Write((ushort)(isExtensible ? 0xFFFE : Tag));
        writer.Write((ushort)Channels);
        writer.Write((uint)Rate);
        writer.Write((uint)(Rate * blockAlign));
        writer.Write((ushort)blockAlign);
        writer.Write((ushort)Bits);
        if (isExtensible)
        {
            writer.Write((ushort)22);
            writer.Write((ushort)ValidBits!.Value);
            writer.Write(0u);
            writer.Write((SubFormat ?? new Guid($"{Tag:x8}-0000-0010-8000-00aa00389b71")).ToByteArray());
        }
        else if (Tag != 1)
        {
            writer.Write((ushort)0);
        }
    }

    private static void Chunk(BinaryWriter writer, (string Id, int Size) chunk)
    {
        Text(writer, chunk.Id);
        writer.Write((uint)chunk.Size);
        // Contents that would be taken for sound if they were not skipped.
        writer.Write(Enumerable.Repeat((byte)0x55, chunk.Size).ToArray());
        if (chunk.Size % 2 == 1) writer.Write((byte)0);
    }

    private static void Text(BinaryWriter writer, string text) => writer.Write(Encoding.ASCII.GetBytes(text));
}
