using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>Frames over a pipe: kind (1 byte), request (8), length of the JSON (4) and of the data (4), little endian, then both.</summary>
/// <remarks>Any number of writers, one reader.</remarks>
internal sealed class FrameChannel(Stream pipe) : IAsyncDisposable
{
    private const int HeaderBytes = 17;
    private const int MaxJsonBytes = 256 << 20;
    private const int MaxDataBytes = 1 << 30;
    private const int ChunkBytes = 64 << 10;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Writes a frame to its end: one that was cut would make all that follows unreadable, so nothing stops it but the end of the pipe.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    /// <exception cref="ObjectDisposedException">This side is.</exception>
    public async Task WriteAsync(FrameKind kind, long id, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data, ReadOnlyMemory<float> samples)
    {
        var start = ArrayPool<byte>.Shared.Rent(HeaderBytes + json.Length);
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            start[0] = (byte)kind;
            BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(1), id);
            BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(9), json.Length);
            BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(13), checked(data.Length + (samples.Length * sizeof(float))));
            json.CopyTo(start.AsMemory(HeaderBytes));
            await pipe.WriteAsync(start.AsMemory(0, HeaderBytes + json.Length)).ConfigureAwait(false);
            if (!data.IsEmpty) await pipe.WriteAsync(data).ConfigureAwait(false);
            if (!samples.IsEmpty) await WriteSamplesAsync(samples).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
            ArrayPool<byte>.Shared.Return(start);
        }
    }

    public Task WriteAsync(FrameKind kind, long id = 0, ReadOnlyMemory<byte> json = default) => WriteAsync(kind, id, json, default, default);

    /// <summary>Reads the next frame.</summary>
    /// <returns>The frame, or null where the other side closed the pipe between two frames.</returns>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    /// <exception cref="IOException">The pipe broke, also within a frame.</exception>
    public async Task<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        var read = await pipe.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < HeaderBytes) throw new EndOfStreamException("The pipe ended within a frame.");
        var kind = (FrameKind)header[0];
        var id = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(1));
        var jsonLength = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(9));
        var dataLength = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(13));
        if (!Enum.IsDefined(kind) || jsonLength is < 0 or > MaxJsonBytes || dataLength is < 0 or > MaxDataBytes)
            throw new InvalidDataException($"What came through the pipe is no frame (kind {header[0]}, {jsonLength} and {dataLength} bytes).");
        return new Frame(kind, id, await ReadBytesAsync(jsonLength, cancellationToken).ConfigureAwait(false), await ReadBytesAsync(dataLength, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Closes the pipe; whoever reads or writes ends with an error.</summary>
    public ValueTask DisposeAsync() => pipe.DisposeAsync();

    private async Task<byte[]> ReadBytesAsync(int length, CancellationToken cancellationToken)
    {
        if (length == 0) return [];
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        await pipe.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private async Task WriteSamplesAsync(ReadOnlyMemory<float> samples)
    {
        // In pieces: a clip may be hundreds of megabytes, which need not be there twice.
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var rest = samples; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, ChunkBytes / sizeof(float))..])
            {
                var bytes = MemoryMarshal.AsBytes(rest[..Math.Min(rest.Length, ChunkBytes / sizeof(float))].Span);
                bytes.CopyTo(chunk);
                await pipe.WriteAsync(chunk.AsMemory(0, bytes.Length)).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
