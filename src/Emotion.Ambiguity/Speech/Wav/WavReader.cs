using System.Numerics.Tensors;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Reads a WAV file block by block, mixed down. Holds one block, never the file. One caller at a time.</summary>
internal sealed class WavReader : IMonoSource
{
    private const int BlockBytes = 32 * 1024;
    private const int FirstGuess = 1 << 16;

    private readonly ByteSource _bytes;
    private readonly WavFormat _format;
    private readonly long? _dataBytes;
    private readonly byte[] _block;
    private readonly float[] _interleaved;
    private long _framesRead;
    private bool _ended;

    private WavReader(ByteSource bytes, WavFormat format, long? dataBytes)
    {
        (_bytes, _format, _dataBytes) = (bytes, format, dataBytes);
        var frames = BlockBytes / format.BytesPerFrame;
        _block = new byte[frames * format.BytesPerFrame];
        _interleaved = new float[frames * format.Channels];
    }

    public int SampleRateHz => _format.SampleRateHz;

    public long? TotalSamples => _dataBytes / _format.BytesPerFrame;

    /// <summary>Reads the header. Where the stream can say how long it is, also checks that all the sound is there.</summary>
    public static async ValueTask<WavReader> OpenAsync(ByteSource bytes, CancellationToken cancellationToken)
    {
        var (format, dataBytes) = await WavHeader.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);

        // Whole frames only: bytes of a frame that is not complete are no sound, whether they are there or not.
        if (bytes.Remaining is { } remaining && dataBytes is { } promised && promised - (promised % format.BytesPerFrame) > remaining)
            throw WavFault.CutInData(bytes.Name, format, promised, remaining);

        if (dataBytes < format.BytesPerFrame) throw WavFault.NoSound(bytes.Name);
        return new WavReader(bytes, format, dataBytes);
    }

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = (int)Math.Min(Math.Min(destination.Length, _block.Length / _format.BytesPerFrame), TotalSamples - _framesRead ?? long.MaxValue);
        if (_ended || wanted == 0) return 0;

        var wantedBytes = wanted * _format.BytesPerFrame;
        var read = await _bytes.ReadAsync(_block.AsMemory(0, wantedBytes), cancellationToken).ConfigureAwait(false);
        if (read < wantedBytes) EndEarly(read);

        // Where no length was promised, a last frame that is not complete is no sound yet.
        var frames = read / _format.BytesPerFrame;
        DecodeBlock(frames, destination.Span[..frames]);
        _framesRead += frames;
        return frames;
    }

    /// <summary>Reads all that is left into one array.</summary>
    public async ValueTask<float[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        if (TotalSamples > Array.MaxLength) throw WavFault.TooLong(_bytes.Name, TotalSamples.Value);

        // A promise is memory only if the data is known to be there.
        var isBacked = _bytes.Remaining is not null;
        var samples = new float[TotalSamples is { } total && (isBacked || total < FirstGuess) ? total : FirstGuess];
        var filled = 0;
        while (true)
        {
            if (filled == samples.Length && filled != TotalSamples) samples = Grow(samples);
            var count = await ReadAsync(samples.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            filled += count;
        }

        return filled == samples.Length ? samples : samples[..filled];
    }

    private void EndEarly(int readBytes)
    {
        _ended = true;
        if (_dataBytes is { } promised)
            throw WavFault.CutInData(_bytes.Name, _format, promised, _framesRead * _format.BytesPerFrame + readBytes);
        if (_framesRead == 0 && readBytes < _format.BytesPerFrame) throw WavFault.NoSound(_bytes.Name);
    }

    private void DecodeBlock(int frames, Span<float> mono)
    {
        var interleaved = _interleaved.AsSpan(0, frames * _format.Channels);
        SampleDecoder.Decode(_format.Encoding, _block, interleaved);
        if (_format.Encoding is WavEncoding.Float32 or WavEncoding.Float64) CheckFinite(interleaved);
        SampleDecoder.MixDown(interleaved, _format.Channels, mono);
    }

    private void CheckFinite(ReadOnlySpan<float> interleaved)
    {
        // Finite as a whole means that every sample is; otherwise the sum may merely have overflowed, so look at each.
        if (interleaved.IsEmpty || float.IsFinite(TensorPrimitives.SumOfMagnitudes(interleaved))) return;
        for (var i = 0; i < interleaved.Length; i++)
        {
            var (frame, channel) = Math.DivRem(i, _format.Channels);
            if (!float.IsFinite(interleaved[i])) throw WavFault.NotFinite(_bytes.Name, _format, _framesRead + frame, channel, interleaved[i]);
        }
    }

    private float[] Grow(float[] samples)
    {
        if (samples.Length == Array.MaxLength) throw WavFault.TooLong(_bytes.Name, TotalSamples ?? samples.Length + 1L);
        Array.Resize(ref samples, (int)Math.Min(Array.MaxLength, samples.Length * 2L));
        return samples;
    }
}
