namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>The sequence ids and cache cells of a decoder: who holds how many. One caller at a time.</summary>
internal sealed class SequencePool
{
    private readonly Stack<int> _free = new();

    public SequencePool(int maxSequences, int cacheTokens)
    {
        for (var id = maxSequences - 1; id >= 0; id--) _free.Push(id);
        FreeCells = cacheTokens;
    }

    public int FreeSequences => _free.Count;

    public int FreeCells { get; private set; }

    public int TakeSequence() => _free.Pop();

    public int[] TakeSequences(int count)
    {
        var sequences = count == 0 ? [] : new int[count];
        for (var i = 0; i < count; i++) sequences[i] = TakeSequence();
        return sequences;
    }

    public void ReturnSequences(ReadOnlySpan<int> sequences)
    {
        foreach (var sequence in sequences) ReturnSequence(sequence);
    }

    public void ReturnSequence(int sequence) => _free.Push(sequence);

    public void TakeCells(int cells) => FreeCells -= cells;

    public void ReturnCells(int cells) => FreeCells += cells;
}
