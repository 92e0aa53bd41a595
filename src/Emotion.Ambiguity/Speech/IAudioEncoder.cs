namespace Emotion.Ambiguity.Speech;

/// <summary>Turns sound into embeddings of a language model's own width, so that the model hears the voice beside reading the words.</summary>
/// <remarks>Thread-safe: clips may come from many threads at once. It need not come from the same native library as the language model.</remarks>
public interface IAudioEncoder : IAsyncDisposable
{
    /// <summary>What this encoder is, and which models its embeddings fit.</summary>
    AudioEncoderInfo Info { get; }

    /// <summary>Encodes a clip.</summary>
    /// <param name="audio">The clip, at any rate.</param>
    /// <param name="cancellationToken">Stops the computation; the encoder stays usable.</param>
    /// <returns>The embeddings. The same clip (the same <see cref="Audio"/> object) may be answered from a cache.</returns>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed, also while the clip was under way.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<AudioEmbeddings> EncodeAsync(Audio audio, CancellationToken cancellationToken = default);
}
