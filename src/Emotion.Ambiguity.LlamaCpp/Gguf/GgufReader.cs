using System.Buffers.Binary;
using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>Reads the little-endian numbers and texts of a header, and never takes a length from the file that the file cannot hold.</summary>
internal sealed class GgufReader(Stream stream, long length)
{
    public long Position { get; private set; }

    public long Left => length - Position;

    public byte Byte() => Take(stackalloc byte[1])[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(stackalloc byte[4]));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(stackalloc byte[8]));

    /// <summary>A count of things that take at least some bytes each.</summary>
    public long Count(int leastBytesEach)
    {
        var count = UInt64();
        return count <= (ulong)Math.Max(0, Left / leastBytesEach)
            ? (long)count
            : throw new InvalidDataException($"its header counts {count} entries where only {Left} bytes are left.");
    }

    public string Text() => Encoding.UTF8.GetString(TakeText());

    /// <summary>A text whose bytes are its characters: nothing is lost where they are no UTF-8.</summary>
    public string Bytes() => Encoding.Latin1.GetString(TakeText());

    public void Skip(long bytes)
    {
        if (bytes < 0 || bytes > Left) throw CutShort();
        stream.Seek(bytes, SeekOrigin.Current);
        Position += bytes;
    }

    private byte[] TakeText()
    {
        var bytes = Count(1);
        if (bytes > 1 << 26) throw new InvalidDataException($"its header holds a text of {bytes} bytes.");
        var buffer = new byte[bytes];
        Take(buffer);
        return buffer;
    }

    private static InvalidDataException CutShort() => new("it ends inside its header.");

    private Span<byte> Take(Span<byte> buffer)
    {
        if (buffer.Length > Left || stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length) throw CutShort();
        Position += buffer.Length;
        return buffer;
    }
}
