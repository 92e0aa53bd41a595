using Microsoft.Extensions.Hosting;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>Starts to load with the host, without making it wait.</summary>
internal sealed class LoadAtStartService(LazyRecognizer recognizer) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = LoadAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A failure is logged by the recognizer, shown by the health check, and met again by the next utterance; here it is only observed.</summary>
    private async Task LoadAsync() => await ((Task)recognizer.LoadAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
