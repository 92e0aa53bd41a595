using Emotion.Ambiguity.Interop;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;
using Emotion.Ambiguity.WhisperCpp.Interop;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Whisper through whisper.cpp, in process, on the CPU.</summary>
/// <remarks>
/// Thread-safe. <see cref="WhisperCppOptions.ParallelClips"/> clips are computed at once, each on a thread of its own; further callers wait.
/// The same clip gives the same transcript, whatever was transcribed before it.
/// </remarks>
public sealed class WhisperCppTranscriber : ITranscriber
{
    private readonly WhisperCppOptions _options;
    private readonly WhisperContextHandle _context;
    private readonly WhisperRunSettings _settings;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _disposing = new();
    private int _disposed;

    internal WhisperCppTranscriber(WhisperContextHandle context, TranscriberInfo info, WhisperCppOptions options)
    {
        _context = context;
        _options = options;
        _settings = new WhisperRunSettings(options, info.IsMultilingual);
        _slots = new SemaphoreSlim(options.ParallelClips);
        Info = info;
    }

    /// <inheritdoc/>
    public TranscriberInfo Info { get; }

    /// <summary>Loads a model with the default options.</summary>
    /// <param name="modelPath">A Whisper model in whisper.cpp's ggml format.</param>
    /// <returns>The transcriber; dispose of it.</returns>
    /// <exception cref="ModelLoadException">The file is missing, damaged or something else.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public static WhisperCppTranscriber Load(string modelPath) => Load(modelPath, new WhisperCppOptions());

    /// <summary>Loads a model.</summary>
    /// <param name="modelPath">A Whisper model in whisper.cpp's ggml format.</param>
    /// <param name="options">How to transcribe.</param>
    /// <returns>The transcriber; dispose of it.</returns>
    /// <exception cref="ArgumentException">An option is outside its range, or the model does not know the language.</exception>
    /// <exception cref="ModelLoadException">The file is missing, damaged or something else.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public static WhisperCppTranscriber Load(string modelPath, WhisperCppOptions options) =>
        WhisperModelLoading.FromFile(modelPath, options, progress: null, CancellationToken.None);

    /// <summary>Loads a model out of a stream.</summary>
    /// <param name="model">The model, from the stream's beginning if it can seek; otherwise what is left of it, which goes through a temporary file. It is left open.</param>
    /// <param name="modelId">A name for the model, for reports and errors.</param>
    /// <param name="options">How to transcribe.</param>
    /// <returns>The transcriber; dispose of it.</returns>
    /// <exception cref="ArgumentException">An option is outside its range, or the model does not know the language.</exception>
    /// <exception cref="ModelLoadException">The stream holds a damaged model or something else.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    public static WhisperCppTranscriber Load(Stream model, string modelId, WhisperCppOptions options) =>
        WhisperModelLoading.FromStream(model, modelId, options, progress: null, CancellationToken.None);

    /// <summary>Loads a model on a thread of its own.</summary>
    /// <param name="modelPath">A Whisper model in whisper.cpp's ggml format.</param>
    /// <param name="options">How to transcribe; null for the defaults.</param>
    /// <param name="progress">Told the share that was read, 0 to 1, on the loading thread.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>The transcriber; dispose of it.</returns>
    /// <exception cref="ArgumentException">An option is outside its range, or the model does not know the language.</exception>
    /// <exception cref="ModelLoadException">The file is missing, damaged or something else.</exception>
    /// <exception cref="NativeLibraryException">The native library is missing or of another version.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<WhisperCppTranscriber> LoadAsync(
        string modelPath, WhisperCppOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        return OwnThread(() => WhisperModelLoading.FromFile(modelPath, options ?? new WhisperCppOptions(), progress, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<Transcript>(cancellationToken) : TranscribeCoreAsync(audio, cancellationToken);
    }

    /// <summary>Stops what is under way and frees the model. Pending calls end with <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _disposing.CancelAsync().ConfigureAwait(false);
        for (var slot = 0; slot < _options.ParallelClips; slot++) await _slots.WaitAsync().ConfigureAwait(false);
        _context.Dispose();
        NativeHeap.ReturnFreedMemory();
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
                return await OwnThread(() => Transcribe(audio, either.Token)).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The transcriber was disposed of while a clip was under way.", e);
        }
    }

    private Transcript Transcribe(Audio audio, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var samples = audio.SampleRateHz == Audio.SpeechSampleRateHz ? audio.Samples : audio.Resample(Audio.SpeechSampleRateHz).Samples;
        var (start, length) = _options.Silence == SilenceHandling.Trim ? SpeechOf(samples) : (0, samples.Length);
        if (length == 0) return new Transcript { Text = "", NoSpeechProbability = 1 };
        using var log = WhisperLog.Use(_options.Logger);
        var speech = samples.Slice(start, length);
        var window = _options.AudioContext == AudioContextSizing.Full ? EncoderWindow.Full : EncoderWindow.Fitted;
        var transcript = Run(speech, start, window, cancellationToken);
        var isChecked = _options.AudioContext == AudioContextSizing.FitAndCheck && EncoderFrames.Fit(length) > 0;
        return isChecked && TranscriptDoubt.IsDoubtful(transcript) ? Run(speech, start, EncoderWindow.Full, cancellationToken) : transcript;
    }

    private Transcript Run(ReadOnlyMemory<float> speech, int offset, EncoderWindow window, CancellationToken cancellationToken)
    {
        // A state of its own for each run takes 10 ms and keeps clips independent: random numbers and window sizes live on in a used one.
        using var share = _options.ProcessorBudget?.Take(_options.ThreadsForEachClip, cancellationToken) ?? default;
        using var state = WhisperStateHandle.Create(_context);
        if (!state.IsInvalid) return new WhisperRun(_context, state, _settings, window, cancellationToken).Transcribe(speech, offset);
        throw new InferenceException("whisper.cpp", "It could not get the memory for one more clip.", "Lower WhisperCppOptions.ParallelClips, or use a smaller model.");
    }

    /// <summary>From the first speech to the last, in samples; nothing where nobody speaks.</summary>
    private static (int Start, int Length) SpeechOf(ReadOnlyMemory<float> samples)
    {
        var speech = new VoiceActivityDetector().FindSpeech(Audio.FromSamples(samples, Audio.SpeechSampleRateHz));
        if (speech.Count == 0) return (0, 0);
        var start = (int)(speech[0].Start.TotalSeconds * Audio.SpeechSampleRateHz);
        var end = (int)Math.Min(samples.Length, Math.Ceiling(speech[^1].End.TotalSeconds * Audio.SpeechSampleRateHz));
        return (start, end - start);
    }

    private static Task<T> OwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
