using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>The engines of one model, which recognizers of several prompts share.</summary>
internal sealed class CompareEngines : IAsyncDisposable
{
    private LlamaCppModel? _model;
    private WhisperCppTranscriber? _transcriber;
    private MtmdAudioEncoder? _encoder;

    private CompareEngines()
    {
    }

    public static async Task<CompareEngines> LoadAsync(EngineFiles files, LlamaCppOptions options, CancellationToken cancellationToken)
    {
        var engines = new CompareEngines();
        try
        {
            engines._model = await LlamaCppModel.LoadAsync(files.LanguageModel, options, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (files.Whisper is not null) engines._transcriber = await WhisperCppTranscriber.LoadAsync(files.Whisper, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (files.AudioProjector is not null)
                engines._encoder = await MtmdAudioEncoder.LoadAsync(files.AudioProjector, files.LanguageModel, new MtmdAudioEncoderOptions { Threads = options.Threads }, cancellationToken).ConfigureAwait(false);
            return engines;
        }
        catch
        {
            await engines.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A recognizer on them, which leaves them alone when it is disposed.</summary>
    public AmbiguousEmotionRecognizer Recognizer(RecognizerOptions options) => new(_model!, _transcriber, _encoder, options with { Ownership = EngineOwnership.Caller });

    public async ValueTask DisposeAsync()
    {
        if (_encoder is not null) await _encoder.DisposeAsync().ConfigureAwait(false);
        if (_transcriber is not null) await _transcriber.DisposeAsync().ConfigureAwait(false);
        if (_model is not null) await _model.DisposeAsync().ConfigureAwait(false);
    }
}
