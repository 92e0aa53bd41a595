using Emotion.Ambiguity.Interop;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>A GGUF model in this process, computed by llama.cpp. Requests from all threads share its batches.</summary>
/// <remarks>Thread-safe. Dispose it to free the weights; requests under way then end with <see cref="ObjectDisposedException"/>.</remarks>
public sealed class LlamaCppModel : IStreamingLanguageModel
{
    private readonly BatchedLanguageModel _model;
    private readonly IDisposable _weights;

    internal LlamaCppModel(BatchedLanguageModel model, IDisposable weights, LlamaCppModelMetadata metadata, LlamaCppEngineInfo engine) =>
        (_model, _weights, Metadata, Engine) = (model, weights, metadata, engine);

    /// <inheritdoc/>
    public LanguageModelInfo Info => _model.Info;

    /// <summary>The model's tokenizer.</summary>
    public IModelVocabulary Tokenizer => _model.Tokenizer;

    /// <inheritdoc/>
    ITokenizer ILanguageModel.Tokenizer => _model.Tokenizer;

    /// <summary>What the model file says about itself.</summary>
    public LlamaCppModelMetadata Metadata { get; }

    /// <summary>The library that computes it.</summary>
    public LlamaCppEngineInfo Engine { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">A GGUF file of a language model; of a model in several files, the first.</param>
    /// <param name="options">How to load and compute it, or null for the defaults.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ModelLoadException">The file is missing, no GGUF, cut short, or of a kind that the engine cannot compute.</exception>
    /// <exception cref="NativeLibraryException">The native libraries are missing or unusable, or a GPU is wanted and there is none.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    public static LlamaCppModel Load(string path, LlamaCppOptions? options = null) =>
        ModelLoader.Load(path, options ?? new LlamaCppOptions(), progress: null, CancellationToken.None);

    /// <summary>Loads a model on another thread.</summary>
    /// <param name="path">A GGUF file of a language model; of a model in several files, the first.</param>
    /// <param name="options">How to load and compute it, or null for the defaults.</param>
    /// <param name="progress">Told the share that is loaded, 0 to 1; or null.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ModelLoadException">The file is missing, no GGUF, cut short, or of a kind that the engine cannot compute.</exception>
    /// <exception cref="NativeLibraryException">The native libraries are missing or unusable, or a GPU is wanted and there is none.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<LlamaCppModel> LoadAsync(
        string path,
        LlamaCppOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => ModelLoader.Load(path, options ?? new LlamaCppOptions(), progress, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) =>
        _model.RunAsync(request, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<GenerationUpdate> StreamAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) =>
        _model.StreamAsync(request, cancellationToken);

    /// <summary>Stops the computation and frees the model.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync().ConfigureAwait(false);
        _weights.Dispose();
        NativeHeap.ReturnFreedMemory();
    }
}
