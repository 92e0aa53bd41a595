namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// The cells of requests that are over. They stay taken until nothing is under way, so that no running request gets cells that lie before its
/// own: attention adds up a sequence in the order of its cells, and another order is another rounding (docs/decisions/0023). One caller at a time.
/// </summary>
internal sealed class RetiredCells
{
    private const int None = -1;

    // Every row of a batch walks over all cells up to the last that is taken, its own or not: over 8,192 that takes as long as the weights do.
    private const int Few = 512;
    private readonly ITokenDecoder _decoder;
    private readonly SequencePool _pool;

    // One sequence that owns all of them; nobody ever decodes on it.
    private readonly int _sequence;
    private int _cells;

    public RetiredCells(ITokenDecoder decoder, SequencePool pool, CellReuse reuse)
    {
        (_decoder, _pool) = (decoder, pool);
        _sequence = reuse == CellReuse.WhenIdle ? pool.TakeSequence() : None;
    }

    /// <summary>Whether cells are kept at all, or given back at once.</summary>
    public bool IsKeeping => _sequence != None;

    /// <summary>Whether so many lie between the cells of the running requests that these should end before others start.</summary>
    /// <param name="activeCells">Cells that the running requests have taken.</param>
    public bool AreTooMany(int activeCells) => _cells > Math.Max(Few, activeCells);

    /// <summary>Takes over what a sequence holds, and empties it.</summary>
    public void TakeFrom(int sequence)
    {
        if (IsKeeping) _decoder.CopySequence(sequence, _sequence);
        _decoder.RemoveSequence(sequence, 0);
    }

    /// <summary>Counts cells that were taken over.</summary>
    public void Count(int cells)
    {
        if (IsKeeping) _cells += cells;
        else _pool.ReturnCells(cells);
    }

    /// <summary>Frees them. Only while nothing is under way.</summary>
    public void Free()
    {
        if (_cells == 0) return;
        _decoder.RemoveSequence(_sequence, 0);
        _pool.ReturnCells(_cells);
        _cells = 0;
    }
}
