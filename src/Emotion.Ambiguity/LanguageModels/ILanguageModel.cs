namespace Emotion.Ambiguity.LanguageModels;

/// <summary>A language model behind any engine: in process, or a service.</summary>
/// <remarks>
/// Thread-safe: requests may come from many threads at once, and an engine is free to compute them together.
/// <see cref="Info"/> says what the engine can do; a request for something it cannot do is refused with <see cref="NotSupportedException"/>
/// before anything is computed.
/// </remarks>
public interface ILanguageModel : IAsyncDisposable
{
    /// <summary>What this model is and what its engine can do.</summary>
    LanguageModelInfo Info { get; }

    /// <summary>The model's tokenizer, or null where the engine has none to offer.</summary>
    ITokenizer? Tokenizer { get; }

    /// <summary>Answers a prompt, scores continuations of it, or both on one computation of the prompt.</summary>
    /// <param name="request">What to compute.</param>
    /// <param name="cancellationToken">Stops within one decode step; the model stays usable.</param>
    /// <returns>The whole result.</returns>
    /// <exception cref="ContextOverflowException">The prompt and its answer do not fit into the context.</exception>
    /// <exception cref="NotSupportedException">The request needs a capability that the engine lacks.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed, also while the request was under way.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default);
}
