namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Tokens (or embedding rows) of several sequences that are decoded together. Filled again and again without allocating.</summary>
/// <remarks>One caller at a time. A batch holds either tokens or embedding rows, never both.</remarks>
public sealed class DecoderBatch
{
    private readonly int[] _tokenIds;
    private readonly int[] _positions;
    private readonly int[] _sequenceCounts;
    private readonly int[] _sequenceIds;
    private readonly byte[] _wantsLogits;
    private readonly byte[] _wantsHiddenState;
    private float[] _embeddings = [];

    /// <summary>Creates an empty batch.</summary>
    /// <param name="capacity">The most tokens, 1 or more.</param>
    /// <param name="maxSequencesPerToken">The most sequences that share one token, 1 or more.</param>
    public DecoderBatch(int capacity, int maxSequencesPerToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSequencesPerToken);
        (Capacity, MaxSequencesPerToken) = (capacity, maxSequencesPerToken);
        _tokenIds = new int[capacity];
        _positions = new int[capacity];
        _sequenceCounts = new int[capacity];
        _sequenceIds = new int[capacity * maxSequencesPerToken];
        _wantsLogits = new byte[capacity];
        _wantsHiddenState = new byte[capacity];
    }

    /// <summary>The most tokens.</summary>
    public int Capacity { get; }

    /// <summary>The most sequences that share one token: the stride of <see cref="SequenceIds"/>.</summary>
    public int MaxSequencesPerToken { get; }

    /// <summary>The tokens added so far.</summary>
    public int Count { get; private set; }

    /// <summary>Floats in a row of embeddings, or 0 while the batch holds tokens.</summary>
    public int EmbeddingWidth { get; private set; }

    /// <summary>Token ids, meaningless where the batch holds embeddings.</summary>
    public ReadOnlySpan<int> TokenIds => _tokenIds.AsSpan(0, Count);

    /// <summary>Embedding rows, one after the other; empty where the batch holds tokens.</summary>
    public ReadOnlySpan<float> Embeddings => _embeddings.AsSpan(0, Count * EmbeddingWidth);

    /// <summary>Each token's position in its sequences.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>How many sequences each token belongs to.</summary>
    public ReadOnlySpan<int> SequenceCounts => _sequenceCounts.AsSpan(0, Count);

    /// <summary>The sequences of token i start at i * <see cref="MaxSequencesPerToken"/>.</summary>
    public ReadOnlySpan<int> SequenceIds => _sequenceIds.AsSpan(0, Count * MaxSequencesPerToken);

    /// <summary>1 where the row of logits is wanted, else 0.</summary>
    public ReadOnlySpan<byte> WantsLogits => _wantsLogits.AsSpan(0, Count);

    /// <summary>1 where the hidden state is wanted, else 0; where it is 1, the logits are wanted too.</summary>
    public ReadOnlySpan<byte> WantsHiddenState => _wantsHiddenState.AsSpan(0, Count);

    /// <summary>Whether any hidden state is wanted.</summary>
    public bool WantsHiddenStates { get; private set; }

    /// <summary>Empties the batch.</summary>
    public void Clear() => (Count, EmbeddingWidth, WantsHiddenStates) = (0, 0, false);

    /// <summary>Adds a token.</summary>
    /// <param name="tokenId">An id within the vocabulary.</param>
    /// <param name="position">The position in its sequences.</param>
    /// <param name="sequences">The sequences that share it, at least one.</param>
    /// <param name="logits">Whether its row of logits is wanted.</param>
    /// <returns>The token's row.</returns>
    /// <exception cref="InvalidOperationException">The batch is full, or holds embeddings.</exception>
    public int AddToken(int tokenId, int position, ReadOnlySpan<int> sequences, RowLogits logits)
    {
        if (EmbeddingWidth > 0) throw new InvalidOperationException("The batch holds embeddings.");
        var row = AddRow(position, sequences, logits);
        _tokenIds[row] = tokenId;
        return row;
    }

    /// <summary>Adds a row of embeddings.</summary>
    /// <param name="embedding">One row; all rows of a batch have the same width.</param>
    /// <param name="position">The position in its sequence.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="logits">Whether its row of logits is wanted.</param>
    /// <returns>The row.</returns>
    /// <exception cref="InvalidOperationException">The batch is full, holds tokens, or holds rows of another width.</exception>
    public int AddEmbedding(ReadOnlySpan<float> embedding, int position, int sequence, RowLogits logits)
    {
        if (Count > 0 && EmbeddingWidth != embedding.Length) throw new InvalidOperationException("The batch holds tokens or rows of another width.");
        if (_embeddings.Length < Capacity * embedding.Length) _embeddings = new float[Capacity * embedding.Length];
        var row = AddRow(position, [sequence], logits);
        EmbeddingWidth = embedding.Length;
        embedding.CopyTo(_embeddings.AsSpan(row * embedding.Length));
        return row;
    }

    private int AddRow(int position, ReadOnlySpan<int> sequences, RowLogits logits)
    {
        if (Count == Capacity) throw new InvalidOperationException($"The batch is full: it holds {Capacity} tokens.");
        if (sequences.IsEmpty || sequences.Length > MaxSequencesPerToken)
            throw new ArgumentException($"A token belongs to 1 to {MaxSequencesPerToken} sequences, but {sequences.Length} were given.", nameof(sequences));
        var row = Count++;
        _positions[row] = position;
        _sequenceCounts[row] = sequences.Length;
        sequences.CopyTo(_sequenceIds.AsSpan(row * MaxSequencesPerToken));
        _wantsLogits[row] = logits == RowLogits.Unwanted ? (byte)0 : (byte)1;
        _wantsHiddenState[row] = logits == RowLogits.WantedWithHiddenState ? (byte)1 : (byte)0;
        WantsHiddenStates |= logits == RowLogits.WantedWithHiddenState;
        return row;
    }
}
