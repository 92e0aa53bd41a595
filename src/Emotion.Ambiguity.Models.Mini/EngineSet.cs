using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>A language model with the transcriber and the audio encoder beside it, and who frees them. Thread-safe.</summary>
internal sealed class EngineSet : IAsyncDisposable
{
    private EngineSet(LlamaCppModel model, WhisperCppTranscriber? transcriber, MtmdAudioEncoder? encoder) => (Model, Transcriber, Encoder) = (model, transcriber, encoder);

    public LlamaCppModel Model { get; }

    /// <summary>Null where no file was named for it.</summary>
    public WhisperCppTranscriber? Transcriber { get; }

    /// <summary>Null where no file was named for it.</summary>
    public MtmdAudioEncoder? Encoder { get; }

    /// <summary>Loads all of them at the same time; where one cannot be loaded, none stays.</summary>
    public static async Task<EngineSet> LoadAsync(EngineFiles files, EngineOptions options, CancellationToken cancellationToken)
    {
        var loadingWhisper = files.Whisper is null ? null : WhisperCppTranscriber.LoadAsync(files.Whisper, options.Transcriber, cancellationToken: cancellationToken);
        var loadingEncoder = files.AudioProjector is null ? null : MtmdAudioEncoder.LoadAsync(files.AudioProjector, files.LanguageModel, options.AudioEncoder, cancellationToken);
        var loadingModel = LlamaCppModel.LoadAsync(files.LanguageModel, options.LanguageModel, cancellationToken: cancellationToken);
        try
        {
            var model = await loadingModel.ConfigureAwait(false);
            var transcriber = loadingWhisper is null ? null : await loadingWhisper.ConfigureAwait(false);
            var encoder = loadingEncoder is null ? null : await loadingEncoder.ConfigureAwait(false);
            return new EngineSet(model, transcriber, encoder);
        }
        catch
        {
            // Whatever failed, what did load, or still will, must not stay behind.
            await DisposeAsync(loadingModel).ConfigureAwait(false);
            await DisposeAsync(loadingWhisper).ConfigureAwait(false);
            await DisposeAsync(loadingEncoder).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Loads them for one recognizer, which owns them.</summary>
    public static async Task<AmbiguousEmotionRecognizer> LoadRecognizerAsync(EngineFiles files, EngineOptions engineOptions, RecognizerOptions options, CancellationToken cancellationToken)
    {
        var engines = await LoadAsync(files, engineOptions, cancellationToken).ConfigureAwait(false);
        try
        {
            return new AmbiguousEmotionRecognizer(engines.Model, engines.Transcriber, engines.Encoder, options with { Ownership = EngineOwnership.Recognizer });
        }
        catch
        {
            await engines.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A recognizer on them, one of several perhaps; they live on when it is disposed.</summary>
    public AmbiguousEmotionRecognizer Recognizer(RecognizerOptions options) => Recognizer(options, Transcriber);

    /// <summary>The same with another transcriber.</summary>
    public AmbiguousEmotionRecognizer Recognizer(RecognizerOptions options, ITranscriber? transcriber) =>
        new(Model, transcriber, Encoder, options with { Ownership = EngineOwnership.Caller });

    public async ValueTask DisposeAsync()
    {
        if (Encoder is not null) await Encoder.DisposeAsync().ConfigureAwait(false);
        if (Transcriber is not null) await Transcriber.DisposeAsync().ConfigureAwait(false);
        await Model.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task DisposeAsync<T>(Task<T>? loading)
        where T : IAsyncDisposable
    {
        if (loading is null) return;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully) await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
