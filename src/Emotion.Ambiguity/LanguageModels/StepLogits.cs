namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Raw logits of a few chosen tokens at each generated step: steps x tokens numbers, never steps x vocabulary.</summary>
/// <remarks>Immutable and thread-safe as long as the memory it was made of is left alone.</remarks>
public sealed class StepLogits
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly Dictionary<int, int> _columnByTokenId;

    /// <summary>Creates the table.</summary>
    /// <param name="tokenIds">The tokens, one a column; no repeats.</param>
    /// <param name="values">Row after row, one row a step.</param>
    /// <exception cref="ArgumentException">The length is no whole number of rows, or a token stands twice.</exception>
    public StepLogits(ReadOnlyMemory<int> tokenIds, ReadOnlyMemory<float> values)
    {
        if (tokenIds.Length == 0 ? values.Length != 0 : values.Length % tokenIds.Length != 0)
            throw new ArgumentException($"{values.Length} logits are not a whole number of rows of {tokenIds.Length}.", nameof(values));
        _columnByTokenId = new Dictionary<int, int>(tokenIds.Length);
        foreach (var id in tokenIds.Span)
        {
            if (!_columnByTokenId.TryAdd(id, _columnByTokenId.Count)) throw new ArgumentException($"The token {id} stands twice.", nameof(tokenIds));
        }

        (TokenIds, _values) = (tokenIds, values);
    }

    /// <summary>No logits at all.</summary>
    public static StepLogits None { get; } = new(default, default);

    /// <summary>The tokens, one a column.</summary>
    public ReadOnlyMemory<int> TokenIds { get; }

    /// <summary>The number of steps.</summary>
    public int StepCount => TokenIds.Length == 0 ? 0 : _values.Length / TokenIds.Length;

    /// <summary>The logits of one step, in the order of <see cref="TokenIds"/>.</summary>
    /// <param name="step">0 to <see cref="StepCount"/> - 1.</param>
    /// <returns>The row.</returns>
    public ReadOnlySpan<float> GetStep(int step) => _values.Span.Slice(step * TokenIds.Length, TokenIds.Length);

    /// <summary>The column of a token.</summary>
    /// <param name="tokenId">A token id.</param>
    /// <returns>The position in a row, or -1 where the token was not asked for.</returns>
    public int ColumnOf(int tokenId) => _columnByTokenId.TryGetValue(tokenId, out var column) ? column : -1;
}
