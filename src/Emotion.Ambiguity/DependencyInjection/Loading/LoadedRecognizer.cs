using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>A recognizer with the engines that were loaded for it.</summary>
internal sealed class LoadedRecognizer : IAsyncDisposable
{
    private readonly IAsyncDisposable? _transcriber;
    private readonly IAsyncDisposable? _model;

    private LoadedRecognizer(RecognizerPlan plan, ILanguageModel model, ITranscriber? transcriber)
    {
        Recognizer = new AmbiguousEmotionRecognizer(model, transcriber, plan.Options);
        _model = plan.LanguageModelOwnership == EngineOwnership.Recognizer ? model : null;
        _transcriber = plan.TranscriberOwnership == EngineOwnership.Recognizer ? transcriber : null;
    }

    public AmbiguousEmotionRecognizer Recognizer { get; }

    /// <summary>Loads both engines at the same time, and frees the one that did load when the other fails.</summary>
    public static async Task<LoadedRecognizer> LoadAsync(RecognizerPlan plan, CancellationToken cancellationToken)
    {
        var loadingTranscriber = plan.LoadTranscriber is { } loader ? Task.Run(() => loader(cancellationToken), cancellationToken) : null;
        var loadingModel = Task.Run(() => plan.LoadLanguageModel(cancellationToken), cancellationToken);
        try
        {
            var model = await loadingModel.ConfigureAwait(false);
            var transcriber = loadingTranscriber is null ? null : await loadingTranscriber.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new LoadedRecognizer(plan, model, transcriber);
        }
        catch
        {
            if (loadingTranscriber is not null) await FreeAsync(loadingTranscriber, plan.TranscriberOwnership).ConfigureAwait(false);
            await FreeAsync(loadingModel, plan.LanguageModelOwnership).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Each is freed even where one before it fails to be.
        try
        {
            await Recognizer.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            try
            {
                if (_transcriber is not null) await _transcriber.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                if (_model is not null) await _model.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task FreeAsync<T>(Task<T> loading, EngineOwnership ownership)
        where T : IAsyncDisposable
    {
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully && ownership == EngineOwnership.Recognizer) await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
