using Emotion.Ambiguity.Distributions;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>Keeps a worker running: starts another where one is lost, later each time, and gives up where none answers any more. Thread-safe.</summary>
internal sealed class WorkerSupervisor : IAsyncDisposable
{
    private readonly IsolatedRecognizerOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervising;
    private volatile TaskCompletionSource<WorkerSession> _session = New();
    private int _restarts;
    private int _disposed;

    private WorkerSupervisor(IsolatedRecognizerOptions options, ILogger logger, WorkerSession first)
    {
        (_options, _logger, Taxonomy) = (options, logger, first.Taxonomy);
        _session.SetResult(first);
        _supervising = SuperviseAsync(first);
    }

    public EmotionTaxonomy Taxonomy { get; }

    public int Restarts => Volatile.Read(ref _restarts);

    public int? ProcessId => _session.Task is { IsCompletedSuccessfully: true, Result: { Lost.IsCompleted: false } session } ? session.ProcessId : null;

    public static async Task<WorkerSupervisor> StartAsync(IsolatedRecognizerOptions options, ILogger logger, CancellationToken cancellationToken) =>
        new(options, logger, await WorkerSession.StartAsync(options, logger, cancellationToken).ConfigureAwait(false));

    /// <summary>The worker, as soon as there is one.</summary>
    /// <exception cref="EngineCrashedException">Workers were lost again and again.</exception>
    /// <exception cref="ObjectDisposedException">The recognizer was disposed.</exception>
    public async Task<WorkerSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, typeof(IsolatedRecognizer));
        try
        {
            return await _session.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EngineCrashedException loop)
        {
            // Each caller gets an error with a stack trace of its own.
            throw new EngineCrashedException(loop.Kind, loop.Reason, loop.Remedy, loop.ExitCode, loop.LastOutput, loop.InnerException);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            _session.TrySetException(new ObjectDisposedException(typeof(IsolatedRecognizer).FullName));
            if (_session.Task.IsCompletedSuccessfully) await (await _session.Task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource<WorkerSession> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SuperviseAsync(WorkerSession session)
    {
        var failures = 0;
        while (true)
        {
            var loss = await session.Lost.ConfigureAwait(false);
            if (_stop.IsCancellationRequested) return;
            var next = _session = New();
            failures = session.HasAnswered ? 1 : failures + 1;
            await session.FreeAsync().ConfigureAwait(false);
            _logger.LogWarning("The worker process {ProcessId} was lost: {Reason} {LastOutput}", session.ProcessId, loss.Reason, loss.LastOutput);
            try
            {
                (session, failures) = await StartNextAsync(loss, failures).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is EngineCrashedException or OperationCanceledException)
            {
                next.TrySetException(fault is OperationCanceledException ? new ObjectDisposedException(typeof(IsolatedRecognizer).FullName) : fault);
                _ = next.Task.Exception; // seen here, where nobody waits for a worker
                return;
            }

            Interlocked.Increment(ref _restarts);
            _logger.LogInformation("The worker process {ProcessId} took its place.", session.ProcessId);
            if (next.TrySetResult(session)) continue;
            await session.DisposeAsync().ConfigureAwait(false);
            return;
        }
    }

    private async Task<(WorkerSession Session, int Failures)> StartNextAsync(WorkerLoss loss, int failures)
    {
        while (failures < _options.MaxFailuresInARow)
        {
            await Task.Delay(Delay(failures), _stop.Token).ConfigureAwait(false);
            try
            {
                return (await StartSameAsync().ConfigureAwait(false), failures);
            }
#pragma warning disable CA1031 // A model file that is being replaced may load a moment later; the last error is told when no attempt is left.
            catch (Exception fault) when (!_stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failures++;
                loss = fault is EngineCrashedException crash
                    ? new WorkerLoss(crash.Kind, crash.Reason, crash.ExitCode, crash.LastOutput, crash)
                    : new WorkerLoss(EngineCrashKind.Ended, fault.Message, null, "", fault);
                _logger.LogWarning(fault, "A worker process could not be started in the place of the lost one.");
            }
        }

        throw new EngineCrashedException(
            EngineCrashKind.CrashLoop,
            $"{failures} workers in a row were lost without one answer; the last so: {loss.Reason}",
            "No other is started. Find out what ends them (memory, the model file, the native library), then make a new recognizer.",
            loss.ExitCode,
            loss.LastOutput,
            loss.Inner);
    }

    private async Task<WorkerSession> StartSameAsync()
    {
        var session = await WorkerSession.StartAsync(_options, _logger, _stop.Token).ConfigureAwait(false);
        if (session.Taxonomy.Equals(Taxonomy)) return session;
        await session.DisposeAsync().ConfigureAwait(false);
        throw new InvalidOperationException($"The new worker's labels are {session.Taxonomy}, but the first one's were {Taxonomy}. Start all workers with the same options.");
    }

    private TimeSpan Delay(int failures)
    {
        var delay = _options.RestartDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        return delay < IsolatedRecognizerOptions.MaxRestartDelay ? delay : IsolatedRecognizerOptions.MaxRestartDelay;
    }
}
