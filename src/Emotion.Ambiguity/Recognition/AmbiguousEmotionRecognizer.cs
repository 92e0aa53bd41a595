using System.Collections.Immutable;
using System.Diagnostics;
using Emotion.Ambiguity.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition.Pipeline;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition;

/// <summary>Transcribes an utterance where it is sound, asks a language model about it, and reads the distribution out of the answer.</summary>
/// <remarks>Thread-safe: many calls may run at once, and engines compute them together.</remarks>
public sealed class AmbiguousEmotionRecognizer : IAmbiguousEmotionRecognizer
{
    private readonly ILanguageModel _model;
    private readonly ITranscriber? _transcriber;
    private readonly RecognizerOptions _options;
    private readonly IAudioEncoder? _encoder;
    private readonly ListeningStage _listening;
    private readonly PromptedExtraction _extraction;
    private readonly RecognitionTelemetry _telemetry;
    private readonly string? _calibrationWarning;
    private int _disposed;

    /// <summary>Creates a recognizer of words.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="options">How to work, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    /// <exception cref="NotSupportedException">An extractor needs something that the model's engine cannot do.</exception>
    public AmbiguousEmotionRecognizer(ILanguageModel model, RecognizerOptions? options = null) : this(model, null, options)
    {
    }

    /// <summary>Creates a recognizer that reads: sound becomes words.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="transcriber">Turns sound into words, or null for a recognizer of words alone.</param>
    /// <param name="options">How to work, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    /// <exception cref="NotSupportedException">An extractor needs something that the model's engine cannot do.</exception>
    public AmbiguousEmotionRecognizer(ILanguageModel model, ITranscriber? transcriber, RecognizerOptions? options = null) : this(model, transcriber, null, options)
    {
    }

    /// <summary>Creates a recognizer that hears: the model gets the voice, and the words beside it.</summary>
    /// <param name="model">The language model; it must take embeddings where there is an encoder.</param>
    /// <param name="transcriber">Turns sound into words, or null.</param>
    /// <param name="encoder">Turns sound into embeddings of the model's width, or null for a recognizer that reads only.</param>
    /// <param name="options">How to work, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options. Or the encoder's width is not the model's.</exception>
    /// <exception cref="NotSupportedException">An extractor or the encoder needs something that the model's engine cannot do.</exception>
    public AmbiguousEmotionRecognizer(ILanguageModel model, ITranscriber? transcriber, IAudioEncoder? encoder, RecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new RecognizerOptions();
        options.Validate();
        if (encoder is not null) CheckFits(encoder.Info, model.Info);
        (_model, _transcriber, _encoder, _options) = (model, transcriber, encoder, options);
        _telemetry = new RecognitionTelemetry(options, model.Info.ModelId);
        _listening = new ListeningStage(transcriber, encoder, options, _telemetry);
        _extraction = new PromptedExtraction(model, options, _telemetry);
        _calibrationWarning = CalibrationStage.Warning(options.Calibration, model.Info.ModelId, options.Prompt.Name);
    }

    /// <inheritdoc/>
    public EmotionTaxonomy Taxonomy => _options.Taxonomy;

    /// <inheritdoc/>
    public async Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var started = Stopwatch.GetTimestamp();
        using var activity = RecognitionTelemetry.StartRecognition();
        try
        {
            var windows = await RecognizeWindowsAsync(utterance, cancellationToken).ConfigureAwait(false);
            var result = ToResult(utterance, windows, started);
            _telemetry.Recognized(activity, result, started);
            return result;
        }
        catch (Exception fault)
        {
            _telemetry.Failed(activity, fault, started);
            throw;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return OrderedOutcomes.RunAsync(utterances, _options.Concurrency, RecognizeAsync, cancellationToken);
    }

    /// <summary>Frees the language model, the transcriber and the audio encoder where the recognizer owns them.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0 || _options.Ownership == EngineOwnership.Caller) return;
        if (_transcriber is not null) await _transcriber.DisposeAsync().ConfigureAwait(false);
        if (_encoder is not null) await _encoder.DisposeAsync().ConfigureAwait(false);
        await _model.DisposeAsync().ConfigureAwait(false);
    }

    private static void CheckFits(AudioEncoderInfo encoder, LanguageModelInfo model)
    {
        if (!model.Supports(LanguageModelCapabilities.EmbeddingInput))
            throw new NotSupportedException($"{model.Engine} ({model.ModelId}) takes no embeddings, so it cannot hear what {encoder.ModelId} encodes. Use an engine that does, or no audio encoder.");
        if (model.EmbeddingWidth is { } width && width != encoder.EmbeddingWidth)
            throw new ArgumentException($"{encoder.ModelId} makes rows of {encoder.EmbeddingWidth} floats, but {model.ModelId} needs {width}. Use the projector that was trained with this model.", nameof(encoder));
    }

    private async Task<ImmutableArray<RecognitionWindow>> RecognizeWindowsAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        var windows = ImmutableArray.CreateBuilder<RecognitionWindow>();
        await foreach (var heard in _listening.ListenAsync(utterance, cancellationToken).ConfigureAwait(false))
            windows.Add(await RecognizeWindowAsync(heard, cancellationToken).ConfigureAwait(false));
        return windows.ToImmutable();
    }

    private async Task<RecognitionWindow> RecognizeWindowAsync(HeardWindow heard, CancellationToken cancellationToken)
    {
        var run = await _extraction.RunAsync(heard.Input, cancellationToken).ConfigureAwait(false);
        foreach (var extraction in run.Extractions) _telemetry.Extracted(extraction);
        return new RecognitionWindow
        {
            Start = heard.Start,
            Duration = heard.Duration,
            Text = heard.Input.Text ?? "",
            Transcript = heard.Transcript,
            Cues = heard.Input.Cues,
            GeneratedText = run.Generation?.Text,
            Extractions = run.Extractions,
            Diagnostics = new WindowDiagnostics
            {
                PromptTokens = run.Response.PromptTokens,
                ReusedPromptTokens = run.Response.ReusedPromptTokens,
                OutputTokens = run.Response.OutputTokens ?? run.Generation?.TokenIds.Length ?? 0,
                Retries = run.Retries,
                TranscriptionTime = heard.TranscriptionTime,
                AudioRows = heard.Input.Audio?.Rows ?? 0,
                EncodingTime = heard.EncodingTime,
                QueueTime = run.Response.QueueTime,
                ModelTime = run.Response.ComputeTime,
            },
        };
    }

    private RecognitionResult ToResult(Utterance utterance, ImmutableArray<RecognitionWindow> windows, long started)
    {
        var extractions = CalibrationStage.Apply(_options.Calibration, WindowMerger.Merge(Taxonomy, windows));
        var primary = extractions[0].Result;
        if (!primary.IsValid && _options.InvalidAnswers.Throws) throw new InvalidAnswerException(utterance.Id, extractions[0].Extractor, primary.InvalidReason);
        return new RecognitionResult
        {
            Id = utterance.Id,
            Distribution = primary.Distribution ?? _options.InvalidAnswers.Replace(Taxonomy),
            Extractions = extractions,
            Windows = windows,
            Diagnostics = new RecognitionDiagnostics
            {
                LanguageModelId = _model.Info.ModelId,
                TranscriberId = windows[0].Transcript is null ? null : _transcriber!.Info.ModelId,
                AudioEncoderId = windows[0].Diagnostics.AudioRows == 0 ? null : _encoder!.Info.ModelId,
                Input = utterance.HasSound ? _listening.Mode : InputMode.Transcript,
                Prompt = _options.Prompt.Name,
                PrimaryExtractor = extractions[0].Extractor,
                ChatTemplate = _model.Info.ChatTemplate,
                CalibrationWarning = _calibrationWarning,
                AppliedPolicy = primary.IsValid ? null : _options.InvalidAnswers.Name,
                InvalidWindows = windows.Count(w => !w.Extractions[0].Result.IsValid),
                TotalTime = Stopwatch.GetElapsedTime(started),
            },
        };
    }
}
