using System.Collections.Immutable;

namespace Emotion.Ambiguity.Prompting;

/// <summary>Finds labelled utterances that are like a new one.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IExampleRetriever
{
    /// <summary>Finds examples.</summary>
    /// <param name="text">The words of the new utterance.</param>
    /// <param name="count">How many are wanted, 1 or more.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>At most as many, the most alike first. All over the same taxonomy.</returns>
    Task<ImmutableArray<LabelledExample>> FindAsync(string text, int count, CancellationToken cancellationToken = default);
}
