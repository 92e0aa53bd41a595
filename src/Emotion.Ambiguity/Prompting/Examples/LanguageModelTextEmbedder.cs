using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting;

/// <summary>The hidden states of a language model as embeddings of text: the mean over the text's own positions.</summary>
/// <remarks>
/// Thread-safe. Made for finding examples with the model that is asked anyway; a model that was trained to embed finds better ones. The text is laid out as a
/// user's message, after an instruction that is the same for all, which the engine computes once.
/// </remarks>
public sealed class LanguageModelTextEmbedder : ITextEmbedder
{
    private const string Instruction = "How does the speaker feel?";
    private readonly ILanguageModel _model;

    /// <summary>Creates an embedder.</summary>
    /// <param name="model">The language model. It is the caller's and must outlive the embedder.</param>
    /// <exception cref="NotSupportedException">The engine hands out no hidden states.</exception>
    public LanguageModelTextEmbedder(ILanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Info.Supports(LanguageModelCapabilities.HiddenStates))
            throw new NotSupportedException($"{model.Info.Engine} ({model.Info.ModelId}) hands out no hidden states. Use an engine that does, or an embedder of its own.");
        _model = model;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var request = new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, Instruction), new PromptMessage(PromptRole.User, text)], sharedMessageCount: 1),
            HiddenState = HiddenStateKind.MeanOfUtterance,
        };
        return (await _model.RunAsync(request, cancellationToken).ConfigureAwait(false)).HiddenState;
    }
}
