namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Logits of a few chosen tokens at each generated step: steps x tokens numbers, never steps x vocabulary.</summary>
/// <remarks>Immutable and thread-safe as long as the memory it was made of is left alone.</remarks>
public sealed class StepLogits
{
    private readonly ReadOnlyMemory<float> _values;

    // Null for none: the engines in process know all values, and this table is made for every answer.
    private readonly HashSet<int>? _upperBounds;

    /// <summary>Creates a table of raw logits.</summary>
    /// <param name="tokenIds">The tokens, one a column; no repeats.</param>
    /// <param name="values">Row after row, one row a step.</param>
    /// <exception cref="ArgumentException">The length is no whole number of rows, or a token stands twice.</exception>
    public StepLogits(ReadOnlyMemory<int> tokenIds, ReadOnlyMemory<float> values)
        : this(tokenIds, values, LogitKind.Raw, [])
    {
    }

    /// <summary>Creates a table.</summary>
    /// <param name="tokenIds">The tokens, one a column; no repeats.</param>
    /// <param name="values">Row after row, one row a step.</param>
    /// <param name="kind">What the values are.</param>
    /// <param name="upperBounds">The positions in <paramref name="values"/> whose true number is not known: it is at most the one that stands there.</param>
    /// <exception cref="ArgumentException">The length is no whole number of rows, a token stands twice, or a position is outside the values.</exception>
    public StepLogits(ReadOnlyMemory<int> tokenIds, ReadOnlyMemory<float> values, LogitKind kind, IEnumerable<int> upperBounds)
    {
        ArgumentNullException.ThrowIfNull(upperBounds);
        _upperBounds = ToSet(upperBounds, values.Length);
        Kind = kind;
        if (tokenIds.Length == 0 ? values.Length != 0 : values.Length % tokenIds.Length != 0)
            throw new ArgumentException($"{values.Length} logits are not a whole number of rows of {tokenIds.Length}.", nameof(values));
        if (TokenIdSet.TryFindRepeat(tokenIds.Span, out var repeated)) throw new ArgumentException($"The token {repeated} stands twice.", nameof(tokenIds));
        (TokenIds, _values) = (tokenIds, values);
    }

    /// <summary>No logits at all.</summary>
    public static StepLogits None { get; } = new(default, default);

    /// <summary>The tokens, one a column.</summary>
    public ReadOnlyMemory<int> TokenIds { get; }

    /// <summary>What the values are.</summary>
    public LogitKind Kind { get; }

    /// <summary>How many of all values are upper bounds, because the engine told the likeliest tokens only. 0 where all are known.</summary>
    public int UpperBoundCount => _upperBounds?.Count ?? 0;

    /// <summary>The number of steps.</summary>
    public int StepCount => TokenIds.Length == 0 ? 0 : _values.Length / TokenIds.Length;

    /// <summary>The logits of one step, in the order of <see cref="TokenIds"/>.</summary>
    /// <param name="step">0 to <see cref="StepCount"/> - 1.</param>
    /// <returns>The row.</returns>
    public ReadOnlySpan<float> GetStep(int step) => _values.Span.Slice(step * TokenIds.Length, TokenIds.Length);

    /// <summary>Whether the true value is not known, and at most the one that stands in the table.</summary>
    /// <param name="step">0 to <see cref="StepCount"/> - 1.</param>
    /// <param name="column">0 to the number of tokens - 1.</param>
    /// <returns>True for an upper bound.</returns>
    public bool IsUpperBound(int step, int column) => _upperBounds is not null && _upperBounds.Contains((step * TokenIds.Length) + column);

    /// <summary>The column of a token.</summary>
    /// <param name="tokenId">A token id.</param>
    /// <returns>The position in a row, or -1 where the token was not asked for.</returns>
    public int ColumnOf(int tokenId) => TokenIds.Span.IndexOf(tokenId);

    private static HashSet<int>? ToSet(IEnumerable<int> upperBounds, int valueCount)
    {
        HashSet<int>? set = null;
        foreach (var position in upperBounds)
        {
            if ((uint)position >= (uint)valueCount) throw new ArgumentException("A position is outside the values.", nameof(upperBounds));
            (set ??= []).Add(position);
        }

        return set;
    }
}
