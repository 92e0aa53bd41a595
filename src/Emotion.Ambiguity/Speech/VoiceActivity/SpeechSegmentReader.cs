using System.Buffers;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Speech.Windowing;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Reads segments of speech out of a stream of samples while it comes in.</summary>
/// <remarks>
/// A segment is handed out as soon as its end is known. Segments do not overlap, and every sample is either in one of them or in the silence between:
/// see <see cref="Tally"/>. Neither depends on how the stream is cut into chunks. Memory is that of one longest segment, whatever the stream's length.
/// One caller at a time; <see cref="Tally"/> between reads.
/// </remarks>
public sealed class SpeechSegmentReader
{
    private readonly SampleStreamSource _source;
    private readonly SpeechSegmenter _segmenter;
    private int _started;

    internal SpeechSegmentReader(SampleStreamSource source, VoiceActivityOptions options) => (_source, _segmenter) = (source, new SpeechSegmenter(options));

    /// <summary>Where the samples went, up to the segment that was read last; of all of them once the segments were read to the end.</summary>
    public SpeechTally Tally => new()
    {
        SampleRateHz = _source.SampleRateHz,
        InputSamples = _source.Position,
        Samples = _segmenter.Samples,
        SegmentSamples = _segmenter.SegmentSamples,
        SilenceSamples = _segmenter.SilenceSamples,
        Segments = _segmenter.Segments,
    };

    /// <summary>Reads the segments in order. The stream is read once: a second call throws.</summary>
    /// <param name="cancellationToken">Stops between chunks; also given to the stream.</param>
    /// <returns>The segments, perhaps none; each owns its samples. One that is not over when the stream ends is the last.</returns>
    /// <exception cref="AudioFormatException">A sample is not finite; the message says which. The segment that was not over is lost, and what the stream throws loses it, too.</exception>
    /// <exception cref="InvalidOperationException">The segments were read before.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<SpeechSegment> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException("The segments were read before; open the stream again.");

        var feed = new SpeechRateFeed(_source);
        var block = ArrayPool<float>.Shared.Rent(feed.MaxBlock);
        try
        {
            while (!feed.HasEnded)
            {
                var count = await feed.ReadAsync(block, cancellationToken).ConfigureAwait(false);
                _segmenter.Add(block.AsSpan(0, count));
                if (feed.HasEnded) _segmenter.Complete();
                while (_segmenter.TryTake(out var segment)) yield return segment;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
            await _source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
