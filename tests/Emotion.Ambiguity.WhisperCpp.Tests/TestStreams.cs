namespace Emotion.Ambiguity.WhisperCpp.Tests;

/// <summary>A stream that can only be read onwards.</summary>
internal sealed class BufferedForwardStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A stream that breaks down after so many bytes were read.</summary>
internal sealed class FailingStream(byte[] content, long failsAfterReading) : MemoryStream(content)
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        if (_read > failsAfterReading) throw new IOException("the cable was pulled");
        var read = base.Read(buffer);
        _read += read;
        return read;
    }
}

/// <summary>Writes down what is reported, on the reporting thread.</summary>
internal sealed class RecordedProgress : IProgress<double>
{
    public List<double> Values { get; } = [];

    public Action<double>? Then { get; init; }

    public void Report(double value)
    {
        Values.Add(value);
        Then?.Invoke(value);
    }
}
