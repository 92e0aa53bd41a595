using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>Loads a language model, a transcriber and an audio encoder at the same time and makes a recognizer that owns them.</summary>
internal static class EngineSet
{
    private const int MostWhisperThreads = 256;

    /// <param name="files">Where they lie.</param>
    /// <param name="modelOptions">How to compute the language model; the audio encoder and Whisper take as many threads.</param>
    /// <param name="options">How to recognise.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    public static async Task<AmbiguousEmotionRecognizer> LoadAsync(EngineFiles files, LlamaCppOptions modelOptions, RecognizerOptions options, CancellationToken cancellationToken)
    {
        // One after the other where both would take all cores: each for itself they would spend them on waiting for each other.
        var budget = modelOptions.ProcessorBudget ?? new ProcessorBudget(Environment.ProcessorCount);
        if (modelOptions.GpuLayers == 0) modelOptions = modelOptions with { ProcessorBudget = budget };
        var encoderOptions = new MtmdAudioEncoderOptions { Threads = modelOptions.Threads, ProcessorBudget = budget };
        var whisperOptions = new WhisperCppOptions { ProcessorBudget = budget, Threads = modelOptions.Threads is { } threads ? Math.Min(threads, MostWhisperThreads) : null };
        var loadingWhisper = files.Whisper is null ? null : WhisperCppTranscriber.LoadAsync(files.Whisper, whisperOptions, cancellationToken: cancellationToken);
        var loadingEncoder = files.AudioProjector is null ? null : MtmdAudioEncoder.LoadAsync(files.AudioProjector, files.LanguageModel, encoderOptions, cancellationToken);
        var loadingModel = LlamaCppModel.LoadAsync(files.LanguageModel, modelOptions, cancellationToken: cancellationToken);
        try
        {
            var model = await loadingModel.ConfigureAwait(false);
            var transcriber = loadingWhisper is null ? null : await loadingWhisper.ConfigureAwait(false);
            var encoder = loadingEncoder is null ? null : await loadingEncoder.ConfigureAwait(false);
            return new AmbiguousEmotionRecognizer(model, transcriber, encoder, options with { Ownership = EngineOwnership.Recognizer });
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

    private static async Task DisposeAsync<T>(Task<T>? loading)
        where T : IAsyncDisposable
    {
        if (loading is null) return;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully) await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
