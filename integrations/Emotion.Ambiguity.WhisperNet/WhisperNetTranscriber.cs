using Emotion.Ambiguity.Speech;
using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet;

/// <summary>Whisper through Whisper.net, on whichever of its runtimes the program brings.</summary>
/// <remarks>
/// Thread-safe. <see cref="WhisperNetOptions.ParallelClips"/> clips are computed at once, each by a processor of its own; further callers wait. Dispose it
/// before the factory.
/// </remarks>
public sealed class WhisperNetTranscriber : ITranscriber
{
    private readonly WhisperFactory _factory;
    private readonly WhisperNetOptions _options;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _disposing = new();
    private int _disposed;

    /// <summary>Makes a transcriber of a factory.</summary>
    /// <param name="factory">The model; it stays yours unless <see cref="WhisperNetOptions.OwnsFactory"/> says otherwise.</param>
    /// <param name="options">How to transcribe.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message names all such options.</exception>
    /// <exception cref="ModelLoadException">Whisper.net could not load the model.</exception>
    /// <exception cref="ObjectDisposedException">The factory was disposed of.</exception>
    public WhisperNetTranscriber(WhisperFactory factory, WhisperNetOptions options)
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        (_factory, _options) = (factory, options);
        _slots = new SemaphoreSlim(options.ParallelClips);
        Info = new TranscriberInfo(options.ModelId, $"Whisper.net {typeof(WhisperFactory).Assembly.GetName().Version?.ToString(3)}", options.KnowsManyLanguages);
        try
        {
            // A factory may put loading off until the first builder, and that is not safe from several threads.
            _ = factory.CreateBuilder();
        }
        catch (WhisperModelLoadException fault)
        {
            throw new ModelLoadException(options.ModelId, "Whisper.net could not load it.", "Check the file, and that it is a Whisper model in ggml format.", fault);
        }
    }

    /// <inheritdoc/>
    public TranscriberInfo Info { get; }

    /// <inheritdoc/>
    public Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<Transcript>(cancellationToken) : TranscribeCoreAsync(audio, cancellationToken);
    }

    /// <summary>Stops what is under way and, where it is owned, frees the factory. Pending calls end with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A task that ends when nothing uses the factory any more.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _disposing.CancelAsync().ConfigureAwait(false);
        for (var slot = 0; slot < _options.ParallelClips; slot++) await _slots.WaitAsync().ConfigureAwait(false);
        if (_options.OwnsFactory) _factory.Dispose();
    }

    private async Task<Transcript> TranscribeCoreAsync(Audio audio, CancellationToken cancellationToken)
    {
        // Neither _disposing nor _slots is ever disposed: a call that comes just then would meet their exceptions, and both are plain memory.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            await _slots.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return await Task.Run(() => new ClipRun(_factory, _options).TranscribeAsync(audio, either.Token), either.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The transcriber was disposed of while a clip was under way.", fault);
        }
    }
}
