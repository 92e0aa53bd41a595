namespace Emotion.Ambiguity.DependencyInjection.Loading;

internal enum LoadState
{
    NotAskedFor,
    Loading,
    Loaded,
    Failed,
    Disposed,
}
