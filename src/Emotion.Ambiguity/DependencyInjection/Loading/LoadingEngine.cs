using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>An engine that is being loaded, or was, and who frees it.</summary>
internal sealed class LoadingEngine<TEngine>(EngineLoader<TEngine>? loader, EngineOwnership ownership, CancellationToken cancellationToken) : IAsyncDisposable
    where TEngine : class, IAsyncDisposable
{
    private readonly Task<TEngine>? _loading = loader is null ? null : Task.Run(() => loader(cancellationToken), cancellationToken);

    /// <summary>The engine; null where there is none to load.</summary>
    public async Task<TEngine?> GetAsync() => _loading is null ? null : await _loading.ConfigureAwait(false);

    /// <summary>Waits until it is loaded, or failed to be, and frees it where that is ours.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_loading is null) return;
        await ((Task)_loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_loading.IsCompletedSuccessfully && ownership == EngineOwnership.Recognizer) await (await _loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
