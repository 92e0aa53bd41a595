using Emotion.Ambiguity.Prompting;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any embedding generator as a text embedder, to find examples that are alike.</summary>
/// <remarks>Thread-safe, as embedding generators are. The generator is the caller's.</remarks>
public sealed class EmbeddingGeneratorTextEmbedder : ITextEmbedder
{
    private readonly IEmbeddingGenerator<string, Embedding<float>> _generator;

    /// <summary>Creates an embedder.</summary>
    /// <param name="generator">The generator.</param>
    public EmbeddingGeneratorTextEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _generator = generator;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var embeddings = await _generator.GenerateAsync([text], cancellationToken: cancellationToken).ConfigureAwait(false);
        return embeddings is [var embedding]
            ? embedding.Vector
            : throw new InferenceException(_generator.GetType().Name, $"It gave {embeddings.Count} embeddings for one text.", "Check the service.");
    }
}
