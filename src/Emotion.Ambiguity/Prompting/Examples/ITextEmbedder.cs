namespace Emotion.Ambiguity.Prompting;

/// <summary>Turns text into a vector, such that texts that mean alike point alike.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ITextEmbedder
{
    /// <summary>Embeds a text.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The vector: always of the same length, all values finite. Its length carries no meaning.</returns>
    Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken = default);
}
