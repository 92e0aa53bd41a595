using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>The recognizer of a container: loads its engines when it is first needed, without holding any caller's thread.</summary>
/// <remarks>Thread-safe. A failure to load is not kept: the next call tries again.</remarks>
internal sealed class LazyRecognizer(RecognizerPlan plan, ILogger logger) : IAmbiguousEmotionRecognizer, IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _disposing = new();
    private Task<LoadedRecognizer>? _loading;
    private Task? _disposed;

    public EmotionTaxonomy Taxonomy => plan.Options.Taxonomy;

    public LoadState State
    {
        get
        {
            lock (_gate)
            {
                if (_disposed is not null) return LoadState.Disposed;
                if (_loading is null) return LoadState.NotAskedFor;
                return !_loading.IsCompleted ? LoadState.Loading : _loading.IsCompletedSuccessfully ? LoadState.Loaded : LoadState.Failed;
            }
        }
    }

    /// <summary>Why the last attempt to load failed, or null.</summary>
    public Exception? LoadError
    {
        get
        {
            lock (_gate) return _loading?.Exception?.InnerException;
        }
    }

    public static LazyRecognizer Create(IServiceProvider services, RecognizerRegistration registration) => new(
        RecognizerPlanner.Plan(services, registration),
        services.GetService<ILoggerFactory>()?.CreateLogger("Emotion.Ambiguity.Recognition") ?? NullLogger.Instance);

    public Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var loading = LoadAsync();
        return loading.IsCompletedSuccessfully
            ? loading.Result.Recognizer.RecognizeAsync(utterance, cancellationToken)
            : RecognizeOnceLoadedAsync(loading, utterance, cancellationToken);
    }

    public async IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(
        IAsyncEnumerable<Utterance> utterances, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        var loaded = await LoadAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var outcome in loaded.Recognizer.RecognizeManyAsync(utterances, cancellationToken).ConfigureAwait(false)) yield return outcome;
    }

    /// <summary>Starts to load, or joins those who wait already.</summary>
    public Task<LoadedRecognizer> LoadAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed is not null, typeof(IAmbiguousEmotionRecognizer));
            if (_loading is null or { IsFaulted: true } or { IsCanceled: true }) _loading = LoadAndLogAsync(_disposing.Token);
            return _loading;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate) return new ValueTask(_disposed ??= DisposeCoreAsync(_loading));
    }

    /// <summary>For containers that are disposed without await; blocks until all is freed.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static async Task<RecognitionResult> RecognizeOnceLoadedAsync(Task<LoadedRecognizer> loading, Utterance utterance, CancellationToken cancellationToken)
    {
        var loaded = await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await loaded.Recognizer.RecognizeAsync(utterance, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LoadedRecognizer> LoadAndLogAsync(CancellationToken cancellationToken)
    {
        try
        {
            var loaded = await LoadedRecognizer.LoadAsync(plan, cancellationToken).ConfigureAwait(false);
            logger.LogInformation("The recognizer's models are loaded.");
            return loaded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(IAmbiguousEmotionRecognizer), "The recognizer was disposed while its models were being loaded.");
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The recognizer's models could not be loaded; the next utterance tries again.");
            throw;
        }
    }

    private async Task DisposeCoreAsync(Task<LoadedRecognizer>? loading)
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        if (loading is not null)
        {
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (loading.IsCompletedSuccessfully) await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        _disposing.Dispose();
    }
}
