using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Recognition;

/// <summary>Tells how a group of listeners would vote on the emotion of an utterance.</summary>
/// <remarks>Thread-safe: many calls may run at once, and engines compute them together.</remarks>
public interface IAmbiguousEmotionRecognizer : IAsyncDisposable
{
    /// <summary>The labels of all distributions.</summary>
    EmotionTaxonomy Taxonomy { get; }

    /// <summary>Recognises one utterance.</summary>
    /// <param name="utterance">Sound or words.</param>
    /// <param name="cancellationToken">Stops within one decode step; the recognizer stays usable.</param>
    /// <returns>The distribution, what every extractor read, and how it came about.</returns>
    /// <exception cref="AudioFormatException">The sound cannot be read.</exception>
    /// <exception cref="ContextOverflowException">The words do not fit into the model's context.</exception>
    /// <exception cref="InvalidAnswerException">The answer could not be read and the policy is to throw.</exception>
    /// <exception cref="InferenceException">An engine failed.</exception>
    /// <exception cref="InvalidOperationException">The utterance is sound, but the recognizer has no transcriber.</exception>
    /// <exception cref="ObjectDisposedException">The recognizer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default);

    /// <summary>Recognises many utterances, several at a time, and hands them out in their order.</summary>
    /// <param name="utterances">The utterances; read as fast as they are recognised, never further ahead than the recognizer's concurrency.</param>
    /// <param name="cancellationToken">Stops all of them; the recognizer stays usable.</param>
    /// <returns>One outcome an utterance: a result, or the error of that utterance alone. The others go on.</returns>
    /// <exception cref="ObjectDisposedException">The recognizer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default);
}
