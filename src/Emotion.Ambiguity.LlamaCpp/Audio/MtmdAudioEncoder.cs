using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.Interop;
using Emotion.Ambiguity.LlamaCpp.Interop;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>An audio projector in GGUF form, computed by llama.cpp's mtmd in this process: sound becomes rows that a language model reads like words.</summary>
/// <remarks>
/// Thread-safe; clips are computed one after the other, and the same clip once for all who wait for it. mtmd cannot be interrupted: cancellation
/// takes effect while a clip waits and between its chunks of 30 s. mtmd brings a llama.cpp of its own, hidden from the engine's.
/// </remarks>
public sealed class MtmdAudioEncoder : IAudioEncoder
{
    private readonly NativeAudioEncoder _native;
    private readonly ProjectorFile _file;
    private readonly ProcessorBudget? _budget;
    private readonly int _threads;
    private readonly ILogger _logger;
    private readonly EmbeddingCache _cache;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _disposing = new();
    private long _encodedClips;
    private int _disposed;
    private int _warned;

    internal MtmdAudioEncoder(NativeAudioEncoder native, ProjectorFile file, AudioEncoderInfo info, MtmdAudioEncoderOptions options)
    {
        (_native, _file, _logger, Info) = (native, file, options.Logger, info);
        (_budget, _threads) = (options.ProcessorBudget, options.ThreadsOrDefault);
        _cache = new EmbeddingCache(options.CachedClips, ComputeAsync);
    }

    /// <inheritdoc/>
    public AudioEncoderInfo Info { get; }

    /// <summary>Clips that were computed so far, and not answered from the cache or by a computation already under way.</summary>
    public long EncodedClips => Interlocked.Read(ref _encodedClips);

    /// <summary>Loads a projector on another thread.</summary>
    /// <param name="projectorPath">A projector (mmproj) in GGUF form: Ultravox, Qwen2-Audio or Voxtral layout.</param>
    /// <param name="modelPath">The language model that it was made for; only its width and vocabulary are read, of a model in several files, the first's.</param>
    /// <param name="options">How to load and compute it, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops the loading, between its steps.</param>
    /// <returns>The encoder; dispose it.</returns>
    /// <exception cref="ModelLoadException">A file is missing, damaged or of another kind, or the two do not fit each other.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or unusable, or a GPU is wanted and there is none.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<MtmdAudioEncoder> LoadAsync(
        string projectorPath, string modelPath, MtmdAudioEncoderOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => MtmdAudioEncoderLoading.Load(projectorPath, modelPath, options ?? new MtmdAudioEncoderOptions(), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<AudioEmbeddings> EncodeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<AudioEmbeddings>(cancellationToken) : EncodeCoreAsync(audio, cancellationToken);
    }

    /// <summary>Frees the projector, once the chunk under way is done. Pending calls end with <see cref="ObjectDisposedException"/> at once.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        _native.Dispose();
        NativeHeap.ReturnFreedMemory();
    }

    private async Task<AudioEmbeddings> EncodeCoreAsync(Audio audio, CancellationToken cancellationToken)
    {
        // Neither _disposing nor _turn is ever disposed: a call that comes just then would meet their exceptions, and both are plain memory.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            return await _cache.GetAsync(audio, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The audio encoder was disposed while a clip was under way.", exception);
        }
    }

    private async Task<AudioEmbeddings> ComputeAsync(Audio audio, CancellationToken abandoned)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abandoned, _disposing.Token);
        await _turn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            // A thread of its own: the pool's are for those who do not compute for seconds.
            return await Task.Factory.StartNew(
                () => Encode(audio, either.Token), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private AudioEmbeddings Encode(Audio audio, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _encodedClips);
        using var share = _budget?.Take(_threads, cancellationToken) ?? default;
        var embeddings = _native.Encode(audio.Resample(_native.SampleRateHz).Samples.Span, cancellationToken);
        if (embeddings.LeadingTokenIds.Length + embeddings.TrailingTokenIds.Length < _file.Markers && Interlocked.Exchange(ref _warned, 1) == 0)
            _logger.LogWarning("The projector {Projector} expects {Count} control tokens around sound, but the language model's vocabulary lacks some; they are left out.", Info.ModelId, _file.Markers);
        return embeddings;
    }
}
