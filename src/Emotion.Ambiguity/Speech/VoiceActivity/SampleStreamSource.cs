using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Speech.Wav;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Chunks of samples as they come, read on. A chunk is copied before the next one is asked for. One caller at a time.</summary>
internal sealed class SampleStreamSource(IAsyncEnumerable<ReadOnlyMemory<float>> chunks, int sampleRateHz) : IMonoSource, IAsyncDisposable
{
    private ConfiguredCancelableAsyncEnumerable<ReadOnlyMemory<float>>.Enumerator? _chunks;
    private ReadOnlyMemory<float> _rest;

    public int SampleRateHz => sampleRateHz;

    public long? TotalSamples => null;

    /// <summary>Samples handed out.</summary>
    public long Position { get; private set; }

    /// <summary>Told the position behind each read, where somebody wants to know when samples came.</summary>
    public IArrivalObserver? Observer { get; init; }

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken)
    {
        var chunksNow = _chunks ??= chunks.WithCancellation(cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (_rest.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await chunksNow.MoveNextAsync()) return 0;
            Observer?.ChunkCame();
            _rest = chunksNow.Current;
        }

        var count = Math.Min(_rest.Length, destination.Length);
        ThrowIfNotFinite(_rest.Span[..count]);
        _rest[..count].CopyTo(destination);
        _rest = _rest[count..];
        Position += count;
        Observer?.SamplesRead(Position);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chunks is { } open) await open.DisposeAsync();
        _chunks = null;
    }

    private void ThrowIfNotFinite(ReadOnlySpan<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (float.IsFinite(samples[i])) continue;
            var time = TimeSpan.FromSeconds((double)(Position + i) / sampleRateHz);
            throw new AudioFormatException("stream", $"Sample {Position + i}, at {time}, is {samples[i]}, which is not finite.", "Check how the samples were decoded.");
        }
    }
}
