using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>Recognises sound while it comes in, with any <see cref="IAmbiguousEmotionRecognizer"/>.</summary>
public static class StreamingRecognitionExtensions
{
    /// <summary>Finds the speech in a live stream and recognises it segment by segment.</summary>
    /// <param name="recognizer">The recognizer; its longest window should be at least the longest segment, as it is by default.</param>
    /// <param name="samples">
    /// Mono samples in chunks of any sizes, full scale from -1 to 1; chunks of 20 to 100 ms keep the delay low. A chunk's memory may be used again once the
    /// next one is asked for. The stream is read on another thread while segments are recognised, never by two at once.
    /// </param>
    /// <param name="sampleRateHz">Samples a second, 1,000 to 768,000 Hz.</param>
    /// <param name="options">How to work, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops reading and recognising; also given to the stream.</param>
    /// <returns>
    /// A <see cref="StreamingSegment"/> for each segment, in order, as soon as it is recognised; one that is not over when the stream ends is closed and
    /// recognised. Then a <see cref="StreamingSummary"/>. Each enumeration reads the stream from its start.
    /// </returns>
    /// <remarks>
    /// Where the recognizer, or the caller, is slower than the sound, the stream waits (see <see cref="StreamingOptions.QueueLength"/>) and nothing is
    /// dropped; memory is bounded. Leaving early stops all work: it waits until the recognizer has stopped and the stream has answered its last read, so a
    /// stream should heed the token that it is given.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    /// <exception cref="AudioFormatException">While reading: a sample is not finite; the message says which. It comes after the segments before; the one that was not over is lost, also where the stream itself throws.</exception>
    /// <exception cref="ObjectDisposedException">While reading: the recognizer was disposed.</exception>
    /// <exception cref="OperationCanceledException">While reading: the token was cancelled.</exception>
    public static IAsyncEnumerable<StreamingUpdate> RecognizeStreamAsync(
        this IAmbiguousEmotionRecognizer recognizer,
        IAsyncEnumerable<ReadOnlyMemory<float>> samples,
        int sampleRateHz,
        StreamingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(samples);
        VoiceActivityDetector.ThrowIfNoRate(sampleRateHz);
        options ??= new StreamingOptions();
        options.Validate();
        return RunAsync(recognizer, samples, sampleRateHz, options, cancellationToken);
    }

    // Each enumeration has a pipeline of its own, and heeds the token of the call and that of WithCancellation.
    private static async IAsyncEnumerable<StreamingUpdate> RunAsync(
        IAmbiguousEmotionRecognizer recognizer,
        IAsyncEnumerable<ReadOnlyMemory<float>> samples,
        int sampleRateHz,
        StreamingOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipeline = new SegmentPipeline(recognizer, samples, sampleRateHz, options);
        await foreach (var update in pipeline.RunAsync(cancellationToken).ConfigureAwait(false)) yield return update;
    }
}
