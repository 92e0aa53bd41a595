namespace Emotion.Ambiguity.Speech;

/// <summary>Turns speech into words.</summary>
/// <remarks>Thread-safe: clips may come from many threads at once.</remarks>
public interface ITranscriber : IAsyncDisposable
{
    /// <summary>What this transcriber is.</summary>
    TranscriberInfo Info { get; }

    /// <summary>Transcribes a clip.</summary>
    /// <param name="audio">The clip, at any rate.</param>
    /// <param name="cancellationToken">Stops the computation; the transcriber stays usable.</param>
    /// <returns>The transcript; its text is empty where nothing was said.</returns>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="ObjectDisposedException">The transcriber was disposed, also while the clip was under way.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default);
}
