namespace Emotion.Ambiguity.DependencyInjection;

/// <summary>Loads an engine: called once, on a thread of the pool, when the first utterance comes; again only where it failed.</summary>
/// <typeparam name="TEngine">A language model, a transcriber, an audio encoder, or a whole recognizer.</typeparam>
/// <param name="cancellationToken">Cancelled when the container is disposed meanwhile. Not by callers: they share what is loaded.</param>
/// <returns>The engine.</returns>
public delegate Task<TEngine> EngineLoader<TEngine>(CancellationToken cancellationToken)
    where TEngine : IAsyncDisposable;
