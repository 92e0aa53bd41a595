namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Reads a stream forwards, seekable or not.</summary>
/// <remarks>One implementation serves both worlds: when blocking, every task is already complete when it is returned.</remarks>
internal sealed class ByteSource(Stream stream, string name, bool blocking)
{
    private readonly byte[] _discarded = new byte[4096];

    /// <summary>The file's path, or "stream", for messages.</summary>
    public string Name => name;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that are left, or null where the stream cannot say.</summary>
    public long? Remaining => stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;

    /// <summary>Names a stream for messages.</summary>
    public static string NameOf(Stream stream) => stream is FileStream file ? file.Name : "stream";

    /// <summary>Fills the destination as far as there is data.</summary>
    /// <returns>Bytes read; fewer than asked for only at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var read = 0;
        while (read < destination.Length)
        {
            var count = blocking
                ? stream.Read(destination.Span[read..])
                : await stream.ReadAsync(destination[read..], cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            read += count;
        }

        Position += read;
        return read;
    }

    /// <summary>Leaves bytes out.</summary>
    /// <returns>Whether there were that many.</returns>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        if (Remaining is { } remaining)
        {
            if (count > remaining) return false;
            stream.Seek(count, SeekOrigin.Current);
            Position += count;
            return true;
        }

        while (count > 0)
        {
            var step = (int)Math.Min(count, _discarded.Length);
            if (await ReadAsync(_discarded.AsMemory(0, step), cancellationToken).ConfigureAwait(false) < step) return false;
            count -= step;
        }

        return true;
    }
}
