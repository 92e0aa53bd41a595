namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// What an in-process engine must offer so that <see cref="BatchedLanguageModel"/> can drive it: decode a batch of several sequences
/// into a key-value cache, and read from the wanted rows of logits without copying them whole.
/// </summary>
/// <remarks>One caller at a time. Rows are named by the position of their token in the last decoded batch.</remarks>
public interface ITokenDecoder : IDisposable
{
    /// <summary>The engine and its version, for messages.</summary>
    string EngineName { get; }

    /// <summary>Cells of the cache: positions of all sequences together; a position shared by several sequences counts once.</summary>
    int CacheTokens { get; }

    /// <summary>The most positions of one sequence.</summary>
    int SequenceTokens { get; }

    /// <summary>The most sequences at a time; their ids are 0 to this minus 1.</summary>
    int MaxSequences { get; }

    /// <summary>The most tokens in one batch.</summary>
    int MaxBatchTokens { get; }

    /// <summary>Floats in a row of embeddings, or 0 where the engine takes none.</summary>
    int EmbeddingWidth { get; }

    /// <summary>Decodes a batch. When it fails or is cancelled, the cache may hold part of the batch: remove those positions.</summary>
    /// <param name="batch">At least one token, at most <see cref="MaxBatchTokens"/>.</param>
    /// <param name="cancellationToken">Aborts inside the computation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    void Decode(DecoderBatch batch, CancellationToken cancellationToken);

    /// <summary>Copies the logits of chosen tokens out of a row.</summary>
    /// <param name="row">A token of the last batch that was added with logits.</param>
    /// <param name="tokenIds">Ids within the vocabulary.</param>
    /// <param name="destination">As long as <paramref name="tokenIds"/>.</param>
    void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination);

    /// <summary>The token with the highest logit of a row; the lowest id among equals.</summary>
    /// <param name="row">A token of the last batch that was added with logits.</param>
    /// <returns>The token id.</returns>
    /// <exception cref="InferenceException">The row holds a NaN.</exception>
    int ArgMax(int row);

    /// <summary>Draws a token from softmax(logits / temperature) by inverting the cumulative distribution at a given number.</summary>
    /// <param name="row">A token of the last batch that was added with logits.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="uniform">A random number from 0 (inclusive) to 1 (exclusive).</param>
    /// <returns>The token id.</returns>
    /// <exception cref="InferenceException">The row holds a NaN.</exception>
    int Sample(int row, double temperature, double uniform);

    /// <summary>ln(sum of exp(logit)) over the whole vocabulary, so that logit minus this is a log-probability.</summary>
    /// <param name="row">A token of the last batch that was added with logits.</param>
    /// <returns>The logarithm, in nats.</returns>
    /// <exception cref="InferenceException">The row holds a NaN.</exception>
    double LogSumExp(int row);

    /// <summary>Makes a sequence share all positions of another, without computing or copying them again.</summary>
    /// <param name="source">A sequence with content.</param>
    /// <param name="destination">An empty sequence, or one that only keeps positions from being freed: what it has stays, and nothing is decoded on it.</param>
    void CopySequence(int source, int destination);

    /// <summary>Removes positions from a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="fromPosition">The first position to remove; 0 empties the sequence.</param>
    void RemoveSequence(int sequence, int fromPosition);
}
