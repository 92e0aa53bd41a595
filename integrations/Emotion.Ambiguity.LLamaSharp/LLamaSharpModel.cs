using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LLamaSharp.Decoding;
using Emotion.Ambiguity.LLamaSharp.Text;
using LLama;

namespace Emotion.Ambiguity.LLamaSharp;

/// <summary>
/// Weights that LLamaSharp has loaded, as a language model. Requests from all threads share its batches, and prompt beginnings that they have in common
/// are computed once.
/// </summary>
/// <remarks>
/// Thread-safe. It makes a context of its own on the weights, so the same weights may serve other contexts meanwhile; LLamaSharp computes all contexts of
/// a process one after the other. Dispose it to free the context; requests under way then end with <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class LLamaSharpModel : ILanguageModel
{
    private readonly BatchedLanguageModel _model;
    private readonly LLamaWeights? _owned;

    private LLamaSharpModel(BatchedLanguageModel model, LLamaWeights? owned) => (_model, _owned) = (model, owned);

    /// <inheritdoc/>
    public LanguageModelInfo Info => _model.Info;

    /// <summary>The model's tokenizer.</summary>
    public IModelVocabulary Tokenizer => _model.Tokenizer;

    /// <inheritdoc/>
    ITokenizer ILanguageModel.Tokenizer => _model.Tokenizer;

    /// <summary>Makes a language model of weights, with the default options.</summary>
    /// <param name="weights">The weights; they stay yours. The model keeps them in memory until it is disposed itself.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ModelLoadException">The model does not write text token by token, or its context does not fit into memory.</exception>
    public static LLamaSharpModel Create(LLamaWeights weights) => Create(weights, new LLamaSharpOptions());

    /// <summary>Makes a language model of weights.</summary>
    /// <param name="weights">The weights; they stay yours unless <see cref="LLamaSharpOptions.OwnsWeights"/> says otherwise. When this throws, they are yours in any case.</param>
    /// <param name="options">How to compute them.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    /// <exception cref="ModelLoadException">The model does not write text token by token, or its context does not fit into memory.</exception>
    /// <exception cref="ObjectDisposedException">The weights were disposed.</exception>
    public static LLamaSharpModel Create(LLamaWeights weights, LLamaSharpOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        ObjectDisposedException.ThrowIf(weights.NativeHandle.IsClosed, weights);
        var modelId = options.ModelId ?? weights.Metadata.GetValueOrDefault("general.name") ?? EngineVersion.Name;
        var model = weights.NativeHandle;
        if (!model.HasDecoder || model.HasEncoder || model.IsDiffusion)
            throw new ModelLoadException(modelId, "it does not write text token by token.", "Use a decoder model, such as one of the LLaMA family.");

        var vocabulary = new LLamaSharpVocabulary(model);
        var template = ChatTemplates.Create(model);
        var decoder = LLamaSharpDecoder.Create(model, modelId, vocabulary.VocabularySize, options);
        try
        {
            var info = new LanguageModelInfo
            {
                ModelId = modelId,
                Engine = decoder.EngineName,
                Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores
                    | LanguageModelCapabilities.EmbeddingInput | LanguageModelCapabilities.Tokenizer,
                ContextTokens = decoder.SequenceTokens,
                EmbeddingWidth = decoder.EmbeddingWidth,
                ChatTemplate = template.Source,
            };
            return new LLamaSharpModel(new BatchedLanguageModel(decoder, vocabulary, template, info, options.Batching), options.OwnsWeights ? weights : null);
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) =>
        _model.RunAsync(request, cancellationToken);

    /// <summary>Stops the computation, frees the context and, where they are owned, the weights.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync().ConfigureAwait(false);
        _owned?.Dispose();
    }
}
