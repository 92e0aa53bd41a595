namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Prompt beginnings that stay in the decoder's cache, so that the next utterance starts from a copy. One caller at a time.</summary>
internal sealed class PrefixCache(ITokenDecoder decoder, SequencePool pool, int maxPrefixes, int maxCells, PrefixEviction eviction)
{
    // Few entries, so a list in the order of last use beats a dictionary with a hash over hundreds of tokens.
    private readonly List<Prefix> _prefixes = [];
    private int _cells;

    public Prefix? Find(ReadOnlySpan<int> tokens)
    {
        for (var i = _prefixes.Count - 1; i >= 0; i--)
        {
            var prefix = _prefixes[i];
            if (!prefix.Tokens.AsSpan().SequenceEqual(tokens)) continue;
            _prefixes.RemoveAt(i);
            _prefixes.Add(prefix);
            return prefix;
        }

        return null;
    }

    /// <summary>Makes room for a new prefix; its tokens must then be decoded into its sequence.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="mayEvict">Whether older ones may be given up for it.</param>
    /// <returns>The prefix, or null where it does not fit beside what is in use.</returns>
    public Prefix? TryAdd(int[] tokens, bool mayEvict)
    {
        if (maxPrefixes == 0 || tokens.Length > maxCells) return null;
        while (_prefixes.Count >= maxPrefixes || _cells + tokens.Length > maxCells || pool.FreeSequences < 1 || pool.FreeCells < tokens.Length)
        {
            if (!mayEvict || !TryEvict()) return null;
        }

        pool.TakeCells(tokens.Length);
        _cells += tokens.Length;
        var prefix = new Prefix(tokens, pool.TakeSequence());
        _prefixes.Add(prefix);
        return prefix;
    }

    /// <summary>Gives up the prefix that was not used for the longest time, or all that nobody uses.</summary>
    /// <returns>False where all are in use, or there is none.</returns>
    public bool TryEvict()
    {
        var isEvicted = false;
        while (_prefixes.Find(p => p.Users == 0) is { } prefix && !(isEvicted && eviction == PrefixEviction.OldestFirst))
        {
            Remove(prefix);
            isEvicted = true;
        }

        return isEvicted;
    }

    public void Remove(Prefix prefix)
    {
        _prefixes.Remove(prefix);
        decoder.RemoveSequence(prefix.Sequence, 0);
        pool.ReturnSequence(prefix.Sequence);
        pool.ReturnCells(prefix.Tokens.Length);
        _cells -= prefix.Tokens.Length;
    }

    internal sealed class Prefix(int[] tokens, int sequence)
    {
        public int[] Tokens { get; } = tokens;

        public int Sequence { get; } = sequence;

        /// <summary>Requests whose sequences share these cells: they cannot be given up meanwhile.</summary>
        public int Users { get; set; }

        public bool IsDecoded { get; set; }
    }
}
