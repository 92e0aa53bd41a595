using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>A recognizer with the engines that were loaded for it.</summary>
internal sealed class LoadedRecognizer : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _engines;

    private LoadedRecognizer(IAmbiguousEmotionRecognizer recognizer, IAsyncDisposable[] engines) => (Recognizer, _engines) = (recognizer, engines);

    public IAmbiguousEmotionRecognizer Recognizer { get; }

    public static Task<LoadedRecognizer> LoadAsync(RecognizerPlan plan, CancellationToken cancellationToken) =>
        plan.LoadRecognizer is { } load ? LoadWholeAsync(load, plan.Options.Taxonomy, cancellationToken) : LoadEnginesAsync(plan, cancellationToken);

    public ValueTask DisposeAsync() => DisposeAllAsync((IAsyncDisposable[])[Recognizer, .. _engines]);

    private static async Task<LoadedRecognizer> LoadWholeAsync(EngineLoader<IAmbiguousEmotionRecognizer> load, EmotionTaxonomy taxonomy, CancellationToken cancellationToken)
    {
        var loading = new LoadingEngine<IAmbiguousEmotionRecognizer>(load, EngineOwnership.Recognizer, cancellationToken);
        try
        {
            var recognizer = (await loading.GetAsync().ConfigureAwait(false))!;

            // Callers were told the container's labels before there was a recognizer to ask.
            if (!recognizer.Taxonomy.Equals(taxonomy))
                throw new InvalidOperationException($"The recognizer's labels are {recognizer.Taxonomy}, but the container's are {taxonomy}. Set the same Taxonomy in both: where the recognizer is made, and here with Configure(o => o with {{ Taxonomy = ... }}) or the key Taxonomy.");
            cancellationToken.ThrowIfCancellationRequested();
            return new LoadedRecognizer(recognizer, []);
        }
        catch
        {
            await loading.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Loads all engines at the same time, and frees those that did load when another fails.</summary>
    private static async Task<LoadedRecognizer> LoadEnginesAsync(RecognizerPlan plan, CancellationToken cancellationToken)
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
