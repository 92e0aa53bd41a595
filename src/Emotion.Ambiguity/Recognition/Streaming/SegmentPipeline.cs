using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>Reads, recognises and hands out the segments of one stream: three stages with bounded queues between them. Runs once.</summary>
internal sealed class SegmentPipeline
{
    private readonly IAmbiguousEmotionRecognizer _recognizer;
    private readonly StreamingOptions _options;
    private readonly ArrivalLog _arrivals;
    private readonly SpeechSegmentReader _reader;
    private readonly RunningDistribution _running;
    private readonly Channel<Detected> _detected;
    private readonly Channel<StreamingSegment> _recognized;
    private long _readable;
    private long _unreadable;
    private long _failed;

    public SegmentPipeline(IAmbiguousEmotionRecognizer recognizer, IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRateHz, StreamingOptions options)
    {
        (_recognizer, _options) = (recognizer, options);
        _arrivals = new ArrivalLog(options.TimeProvider, sampleRateHz, options.VoiceActivity.MaxSegment);
        _reader = new SpeechSegmentReader(new SampleStreamSource(samples, sampleRateHz) { Observer = _arrivals }, options.VoiceActivity);
        _running = new RunningDistribution(recognizer.Taxonomy, options.RunningHalfLife);
        _detected = Channel.CreateBounded<Detected>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true, SingleWriter = true });
        _recognized = Channel.CreateBounded<StreamingSegment>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true, SingleWriter = true });
    }

    public async IAsyncEnumerable<StreamingUpdate> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // On threads of their own: a source that always has samples at hand would keep the caller's until a queue is full.
        var detecting = Task.Run(() => DetectAsync(stop.Token), CancellationToken.None);
        var recognizing = Task.Run(() => RecognizeAllAsync(stop.Token), CancellationToken.None);
        try
        {
            await foreach (var segment in _recognized.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return Count(segment);
            yield return new StreamingSummary { Running = _running.Current, Samples = _reader.Tally, Readable = _readable, Unreadable = _unreadable, Failed = _failed };
        }
        finally
        {
            // Also when the caller leaves early: nothing may go on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await recognizing.ConfigureAwait(false);
            await detecting.ConfigureAwait(false);
        }
    }

    private async Task DetectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var segment in _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var found = new Detected(segment, _arrivals.Of(segment.SpeechEnd), _options.TimeProvider.GetTimestamp());
                await _detected.Writer.WriteAsync(found, cancellationToken).ConfigureAwait(false);
            }

            _detected.Writer.Complete();
        }
#pragma warning disable CA1031 // Whatever the stream throws reaches the caller through the queues, after what was found before.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _detected.Writer.Complete(CancelledOr(exception, cancellationToken));
        }
    }

    private async Task RecognizeAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var index = 0L;
            await foreach (var found in _detected.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var segment = await RecognizeAsync(index++, found, cancellationToken).ConfigureAwait(false);
                await _recognized.Writer.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
            }

            _recognized.Writer.Complete();
        }
#pragma warning disable CA1031 // Reaches the caller through the queue.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _recognized.Writer.Complete(CancelledOr(exception, cancellationToken));
        }
    }

    private async Task<StreamingSegment> RecognizeAsync(long index, Detected found, CancellationToken cancellationToken)
    {
        var started = _options.TimeProvider.GetTimestamp();
        RecognitionResult? result = null;
        Exception? error = null;
        try
        {
            var utterance = Utterance.FromAudio(found.Segment.Audio, $"segment {index}");
            result = await _recognizer.RecognizeAsync(utterance, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One bad segment must not end the stream: its error is its outcome. An engine's own time limit is such an error, too.
        catch (Exception exception) when (exception is not ObjectDisposedException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            error = exception;
        }

        return new StreamingSegment
        {
            Index = index,
            Start = found.Segment.Start,
            Duration = found.Segment.End - found.Segment.Start,
            SpeechStart = found.Segment.SpeechStart,
            SpeechEnd = found.Segment.SpeechEnd,
            EndedBy = found.Segment.EndedBy,
            Result = result,
            Error = error,
            Latency = new StreamingLatency(Elapsed(found.Arrived, found.Known), Elapsed(found.Known, started), Elapsed(started, _options.TimeProvider.GetTimestamp())),
        };
    }

    private StreamingSegment Count(StreamingSegment segment)
    {
        if (segment.Error is not null)
        {
            _failed++;
        }
        else if (segment.Result is { Distribution: { } distribution, Diagnostics.AppliedPolicy: null })
        {
            _readable++;
            _running.Add(distribution, segment.SpeechEnd - segment.SpeechStart);
        }
        else
        {
            _unreadable++;
        }

        return segment with { Running = _running.Current };
    }

    private TimeSpan Elapsed(long start, long end) => _options.TimeProvider.GetElapsedTime(start, end);

    private static Exception CancelledOr(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested && exception is not OperationCanceledException ? new OperationCanceledException(exception.Message, exception, cancellationToken) : exception;

    // Both times are timestamps of the clock.
    private sealed record Detected(SpeechSegment Segment, long Arrived, long Known);
}
