using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>Loads a language model and a transcriber at the same time and makes a recognizer that owns them.</summary>
internal static class EnginePair
{
    /// <param name="languageModel">The GGUF file.</param>
    /// <param name="modelOptions">How to load it.</param>
    /// <param name="whisper">The Whisper file, or null for a recognizer of words alone.</param>
    /// <param name="options">How to recognise.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    public static async Task<AmbiguousEmotionRecognizer> LoadAsync(
        string languageModel, LlamaCppOptions modelOptions, string? whisper, RecognizerOptions options, CancellationToken cancellationToken)
    {
        var loadingWhisper = whisper is null ? null : WhisperCppTranscriber.LoadAsync(whisper, cancellationToken: cancellationToken);
        var loadingModel = LlamaCppModel.LoadAsync(languageModel, modelOptions, cancellationToken: cancellationToken);
        try
        {
            var model = await loadingModel.ConfigureAwait(false);
            var transcriber = loadingWhisper is null ? null : await loadingWhisper.ConfigureAwait(false);
            return new AmbiguousEmotionRecognizer(model, transcriber, options with { Ownership = EngineOwnership.Recognizer });
        }
        catch
        {
            // Whatever failed, what did load, or still will, must not stay behind.
            await DisposeAsync(loadingModel).ConfigureAwait(false);
            if (loadingWhisper is not null) await DisposeAsync(loadingWhisper).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task DisposeAsync<T>(Task<T> loading)
        where T : IAsyncDisposable
    {
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully) await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
