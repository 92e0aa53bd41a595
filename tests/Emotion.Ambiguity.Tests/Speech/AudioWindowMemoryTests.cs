using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Speech;

public sealed class AudioWindowMemoryTests
{
    private const int Hours = 2;
    private const int Rate = 16_000;

    // The buffer that a window is cut from is 2 MB and comes from a pool. A debug build puts the state of every asynchronous call
    // on the heap, some 10 MB of short-lived garbage over all; the clip takes 460 MB as floats.
    private const long Overhead = 24L << 20;

    [Fact]
    public async Task ReadAsync_TwoHours_HoldsOneWindowAndOneBuffer()
    {
        await using var reader = await AudioWindowReader.OpenAsync(new TwoHours(), new());
        reader.Duration.ShouldBe(TimeSpan.FromHours(Hours));
        var seen = new List<WeakReference>();
        var (samples, mostAlive) = (0L, 0);

        // The stream answers at once, so all of it runs on this thread and is counted.
        var before = GC.GetAllocatedBytesForCurrentThread();
        await foreach (var window in reader.ReadAsync())
        {
            samples += window.Audio.Samples.Length;
            seen.Add(new WeakReference(window.Audio));
            if (seen.Count % 60 != 0) continue;
            GC.Collect();
            mostAlive = Math.Max(mostAlive, seen.Count(w => w.IsAlive));
        }

        samples.ShouldBe(Hours * 3_600L * Rate);
        // The one in hand, and at most one more that the iterator still refers to.
        mostAlive.ShouldBeInRange(0, 2);
        (GC.GetAllocatedBytesForCurrentThread() - before - samples * sizeof(float)).ShouldBeLessThan(Overhead);
    }

    /// <summary>Two hours of 8 bit samples at 16 kHz that are made when they are read.</summary>
    private sealed class TwoHours : Stream
    {
        private readonly byte[] _header = new WavWriter { Bits = 8, DataSize = Hours * 3_600 * Rate, RiffSize = Hours * 3_600 * Rate + 36 }.Write();
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => Fill(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Fill(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Fill(Span<byte> buffer)
        {
            if (_position < _header.Length)
            {
                var start = _header.AsSpan((int)_position);
                var count = Math.Min(start.Length, buffer.Length);
                start[..count].CopyTo(buffer);
                _position += count;
                return count;
            }

            // Silence but for a click a block: loud enough that the quiet spot is really looked for.
            buffer = buffer[..(int)Math.Min(buffer.Length, _header.Length + Hours * 3_600L * Rate - _position)];
            buffer.Fill(128);
            if (buffer.Length > 0) buffer[0] = 200;
            _position += buffer.Length;
            return buffer.Length;
        }
    }
}
