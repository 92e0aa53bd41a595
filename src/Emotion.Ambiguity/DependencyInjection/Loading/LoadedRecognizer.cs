using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>A recognizer with the engines that were loaded for it.</summary>
internal sealed class LoadedRecognizer : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _engines;

    private LoadedRecognizer(AmbiguousEmotionRecognizer recognizer, IAsyncDisposable[] engines) => (Recognizer, _engines) = (recognizer, engines);

    public AmbiguousEmotionRecognizer Recognizer { get; }

    /// <summary>Loads all engines at the same time, and frees those that did load when another fails.</summary>
    public static async Task<LoadedRecognizer> LoadAsync(RecognizerPlan plan, CancellationToken cancellationToken)
    {
        var transcriber = new LoadingEngine<ITranscriber>(plan.LoadTranscriber, plan.TranscriberOwnership, cancellationToken);
        var encoder = new LoadingEngine<IAudioEncoder>(plan.LoadAudioEncoder, plan.AudioEncoderOwnership, cancellationToken);
        var model = new LoadingEngine<ILanguageModel>(plan.LoadLanguageModel, plan.LanguageModelOwnership, cancellationToken);
        IAsyncDisposable[] engines = [transcriber, encoder, model];
        try
        {
            var recognizer = new AmbiguousEmotionRecognizer(
                (await model.GetAsync().ConfigureAwait(false))!, await transcriber.GetAsync().ConfigureAwait(false), await encoder.GetAsync().ConfigureAwait(false), plan.Options);
            cancellationToken.ThrowIfCancellationRequested();
            return new LoadedRecognizer(recognizer, engines);
        }
        catch
        {
            await DisposeAllAsync(engines).ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => DisposeAllAsync((IAsyncDisposable[])[Recognizer, .. _engines]);

    /// <summary>Each is freed even where one before it fails to be.</summary>
    private static async ValueTask DisposeAllAsync(ReadOnlyMemory<IAsyncDisposable> engines)
    {
        if (engines.IsEmpty) return;
        try
        {
            await engines.Span[0].DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await DisposeAllAsync(engines[1..]).ConfigureAwait(false);
        }
    }
}
