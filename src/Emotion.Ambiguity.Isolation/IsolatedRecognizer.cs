using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Isolation.Protocol;
using Emotion.Ambiguity.Isolation.Supervision;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.Isolation;

/// <summary>
/// A recognizer in a process of its own. Where the worker is lost (a native abort, out of memory, a hang), the requests under way fail with
/// <see cref="EngineCrashedException"/>, a new worker is started, and later requests go there; this process lives on.
/// </summary>
/// <remarks>Thread-safe: many calls may run at once, and the worker computes them together. Results are the same bits as in process.</remarks>
public sealed class IsolatedRecognizer : IAmbiguousEmotionRecognizer
{
    private readonly IsolatedRecognizerOptions _options;
    private readonly WorkerSupervisor _supervisor;
    private int _disposed;

    private IsolatedRecognizer(IsolatedRecognizerOptions options, WorkerSupervisor supervisor) => (_options, _supervisor) = (options, supervisor);

    /// <inheritdoc/>
    public EmotionTaxonomy Taxonomy => _supervisor.Taxonomy;

    /// <summary>The worker's process id; null while there is none.</summary>
    public int? WorkerProcessId => _supervisor.ProcessId;

    /// <summary>How many workers were started in the place of a lost one.</summary>
    public int Restarts => _supervisor.Restarts;

    /// <summary>Starts a worker and waits until it is ready, its models loaded.</summary>
    /// <param name="options">How to keep the worker, or null for the defaults.</param>
    /// <param name="logger">Told about lost workers and new ones, and at level Trace what workers write; null for nobody.</param>
    /// <param name="cancellationToken">Stops the starting; the worker is ended.</param>
    /// <returns>The recognizer; dispose it to end the worker.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    /// <exception cref="InvalidOperationException">This process is a worker itself and has not called <see cref="IsolatedWorker.RunIfWorkerAsync"/>.</exception>
    /// <exception cref="EngineCrashedException">The worker could not be started, ended before it was ready, or took too long.</exception>
    /// <exception cref="ModelLoadException">The worker could not load a model.</exception>
    /// <exception cref="NativeLibraryException">The worker has no usable native library.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<IsolatedRecognizer> StartAsync(
        IsolatedRecognizerOptions? options = null, ILogger<IsolatedRecognizer>? logger = null, CancellationToken cancellationToken = default)
    {
        options ??= new IsolatedRecognizerOptions();
        options.Validate();
        if (Environment.GetEnvironmentVariable(IsolatedWorker.PipeVariable) is { Length: > 0 })
        {
            // Else a Main that forgot the call would start worker after worker, each by the one before.
            throw new InvalidOperationException($"This process was started as a worker, but Main did not call {nameof(IsolatedWorker)}.{nameof(IsolatedWorker.RunIfWorkerAsync)} before anything else. Call it first, and return where it says true.");
        }

        options = options with { Command = options.Command ?? WorkerCommand.ThisProgram() };
        var supervisor = await WorkerSupervisor.StartAsync(options, logger ?? NullLogger<IsolatedRecognizer>.Instance, cancellationToken).ConfigureAwait(false);
        return new IsolatedRecognizer(options, supervisor);
    }

    /// <inheritdoc/>
    /// <exception cref="EngineCrashedException">The worker was lost while it computed this request; or again and again, and no other is started.</exception>
    public async Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var request = await RecognizeRequest.OfAsync(utterance, _options.MaxClipBytes, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var session = await _supervisor.GetSessionAsync(cancellationToken).ConfigureAwait(false);
            if (session.TryStart(request, cancellationToken, out var answer)) return await answer.ConfigureAwait(false);

            // The worker was lost before anything was sent. Its successor takes a moment to be announced.
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return OrderedOutcomes.RunAsync(utterances, _options.Concurrency, RecognizeAsync, cancellationToken);
    }

    /// <summary>Ends the worker; requests under way end with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A task that ends when the worker is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        await _supervisor.DisposeAsync().ConfigureAwait(false);
    }
}
