namespace Emotion.Ambiguity.Evaluation.Tests.Support;

/// <summary>A file on a disk with so much room: what fits is written, and the rest is an error, as a system call does it.</summary>
internal sealed class FullDisk(string path, long room) : Stream
{
    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => _file.CanWrite;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => _file.Position = value; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var fits = (int)Math.Clamp(room - _file.Position, 0, buffer.Length);
        _file.Write(buffer[..fits]);
        if (fits < buffer.Length) throw new IOException("No space left on device.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void SetLength(long value) => _file.SetLength(value);

    public override void Flush() => _file.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
