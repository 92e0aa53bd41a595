using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>Says whether a recognizer has its models. Asks no model anything, so it is quick and may be called often.</summary>
internal sealed class LoadedHealthCheck(LazyRecognizer recognizer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var failure = context.Registration.FailureStatus;
        return Task.FromResult(recognizer.State switch
        {
            LoadState.NotAskedFor => HealthCheckResult.Healthy("The models are loaded with the first utterance."),
            LoadState.Loaded => HealthCheckResult.Healthy("The models are loaded."),
            LoadState.Loading => new HealthCheckResult(failure, "The models are being loaded."),
            LoadState.Failed => new HealthCheckResult(failure, "The models could not be loaded; the next utterance tries again.", recognizer.LoadError),
            _ => new HealthCheckResult(failure, "The recognizer was disposed."),
        });
    }
}
