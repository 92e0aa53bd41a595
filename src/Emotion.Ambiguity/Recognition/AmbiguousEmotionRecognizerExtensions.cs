using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition;

/// <summary>Shorter ways to call an <see cref="IAmbiguousEmotionRecognizer"/>. Errors are those of the methods behind them.</summary>
public static class AmbiguousEmotionRecognizerExtensions
{
    /// <summary>Recognises sound in memory.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="audio">The sound, at any rate.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>The result.</returns>
    public static Task<RecognitionResult> RecognizeAsync(this IAmbiguousEmotionRecognizer recognizer, Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return recognizer.RecognizeAsync(Utterance.FromAudio(audio), cancellationToken);
    }

    /// <summary>Recognises a stream with a WAV file; it is read forward only and not closed.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="stream">The stream, at the start of the file.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>The result.</returns>
    public static Task<RecognitionResult> RecognizeAsync(this IAmbiguousEmotionRecognizer recognizer, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return recognizer.RecognizeAsync(Utterance.FromStream(stream), cancellationToken);
    }

    /// <summary>Recognises a WAV file.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>The result.</returns>
    public static Task<RecognitionResult> RecognizeFileAsync(this IAmbiguousEmotionRecognizer recognizer, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return recognizer.RecognizeAsync(Utterance.FromFile(path), cancellationToken);
    }

    /// <summary>Recognises words, without any sound.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>The result.</returns>
    public static Task<RecognitionResult> RecognizeTextAsync(this IAmbiguousEmotionRecognizer recognizer, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return recognizer.RecognizeAsync(Utterance.FromText(text), cancellationToken);
    }

    /// <summary>Recognises many utterances, several at a time, and hands them out in their order.</summary>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="utterances">The utterances; enumerated as they are recognised.</param>
    /// <param name="cancellationToken">Stops all of them.</param>
    /// <returns>One outcome an utterance.</returns>
    public static IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(
        this IAmbiguousEmotionRecognizer recognizer, IEnumerable<Utterance> utterances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(utterances);
        return recognizer.RecognizeManyAsync(EnumerateAsync(utterances, cancellationToken), cancellationToken);
    }

#pragma warning disable CS1998 // The sequence is at hand; only its form is asynchronous.
    private static async IAsyncEnumerable<Utterance> EnumerateAsync(IEnumerable<Utterance> utterances, [EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        foreach (var utterance in utterances)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return utterance;
        }
    }
}
