using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Conformance.Decoding;

/// <summary>
/// A decoder whose logits are a function of everything that its sequence holds, so that any slip in positions, forks or clean-up shows
/// in the numbers. It keeps cells as a real cache does, and refuses what a real one would get wrong.
/// </summary>
public sealed class HistoryDecoder(int maxSequences = 32, int cacheTokens = 4096, int maxBatchTokens = 64, int sequenceTokens = 512) : IHiddenStateDecoder
{
    public const int Width = 3;
    public const int StateWidth = 5;
    private const int Vocabulary = 257;
    private readonly List<Cell>[] _sequences = [.. Enumerable.Range(0, maxSequences).Select(_ => new List<Cell>())];
    private readonly Dictionary<int, ulong> _rows = [];
    private readonly HashSet<int> _states = [];
    private readonly CellPlaces _places = new(cacheTokens);

    public string EngineName => "history";

    public int CacheTokens => cacheTokens;

    public int SequenceTokens => sequenceTokens;

    public int MaxSequences => maxSequences;

    public int MaxBatchTokens => maxBatchTokens;

    public int EmbeddingWidth => Width;

    public int HiddenStateWidth => StateWidth;

    public int DecodeCalls { get; private set; }

    public int DecodedTokens { get; private set; }

    public int StatesComputed { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Runs before each batch; may throw or block.</summary>
    public Action<int, CancellationToken>? BeforeDecode { get; set; }

    /// <summary>Rows that hold a NaN, by a test on the history.</summary>
    public Func<ulong, bool> IsBroken { get; set; } = _ => false;

    /// <summary>How often a sequence went on in a cell that lies before its last one: attention then adds up in another order.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>One past the last cell that was ever taken: as far as every row of llama.cpp has to walk.</summary>
    public int CellReach => _places.Reach;

    public int CellsInUse => _sequences.SelectMany(s => s).Distinct().Count();

    public int SequencesInUse => _sequences.Count(s => s.Count > 0);

    /// <summary>The logit of a token after a history: the definition that tests compute by themselves.</summary>
    public static float Logit(ulong history, int token)
    {
        var x = Mix(history + (ulong)(token + 1) * 0x9E3779B97F4A7C15);
        var logit = (float)(x >> 40) / (1 << 24) * 12 - 6;
        return token == Utf8Tokenizer.EndOfAnswer ? logit + 1.5f : logit;
    }

    /// <summary>The hidden state after a history.</summary>
    public static float[] State(ulong history) => [.. Enumerable.Range(0, StateWidth).Select(i => (float)(Mix(history + (ulong)i) >> 40) / (1 << 23) - 1)];

    public static ulong Extend(ulong history, ulong content) => Mix(history * 31 + content + 7);

    public static ulong History(IEnumerable<int> tokens) => tokens.Aggregate(1UL, (h, t) => Extend(h, (ulong)t));

    public void Decode(DecoderBatch batch, CancellationToken cancellationToken)
    {
        if (IsDisposed) throw new InvalidOperationException("Decode after dispose.");
        DecodeCalls++;
        BeforeDecode?.Invoke(DecodeCalls, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _rows.Clear();
        _states.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            DecodedTokens++;
            var sequences = batch.SequenceIds.Slice(i * batch.MaxSequencesPerToken, batch.SequenceCounts[i]);
            var first = _sequences[sequences[0]];
            var content = batch.EmbeddingWidth > 0
                ? Mix((ulong)batch.Embeddings.Slice(i * Width, Width).ToArray().Sum(v => (long)(v * 1000)))
                : (ulong)batch.TokenIds[i];
            var cell = new Cell(Extend(first.Count == 0 ? 1 : first[^1].History, content), _places.Take());
            if (first.Count > 0 && first[^1].Place > cell.Place) OutOfOrder++;
            foreach (var sequence in sequences)
            {
                if (_sequences[sequence].Count != batch.Positions[i]) throw new InvalidOperationException($"Position {batch.Positions[i]} after {_sequences[sequence].Count} cells.");
                if (_sequences[sequence].Count > 0 && !ReferenceEquals(_sequences[sequence][^1], first[batch.Positions[i] - 1])) throw new InvalidOperationException("Sequences that share a token have different pasts.");
                if (_sequences[sequence].Count == sequenceTokens) throw new InvalidOperationException("A sequence is full.");
                _sequences[sequence].Add(cell);
            }

            if (batch.WantsLogits[i] == 1) _rows[i] = cell.History;
            if (batch.WantsHiddenState[i] == 1) _states.Add(i);
            StatesComputed += batch.WantsHiddenState[i];
        }

        if (CellsInUse > cacheTokens) throw new InvalidOperationException($"{CellsInUse} cells are used of {cacheTokens}.");
    }

    public void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination)
    {
        for (var i = 0; i < tokenIds.Length; i++) destination[i] = Logit(_rows[row], tokenIds[i]);
    }

    public void CopyHiddenState(int row, Span<float> destination)
    {
        if (!_states.Contains(row)) throw new InvalidOperationException($"The hidden state of row {row} was not asked for.");
        State(_rows[row]).CopyTo(destination);
    }

    public int ArgMax(int row)
    {
        Check(row);
        return Enumerable.Range(0, Vocabulary).MaxBy(t => Logit(_rows[row], t));
    }

    public int Sample(int row, double temperature, double uniform)
    {
        Check(row);
        var weights = Enumerable.Range(0, Vocabulary).Select(t => Math.Exp(Logit(_rows[row], t) / temperature)).ToArray();
        var target = uniform * weights.Sum();
        var token = 0;
        while (token < Vocabulary - 1 && (target -= weights[token]) >= 0) token++;
        return token;
    }

    public double LogSumExp(int row)
    {
        Check(row);
        return LogSumExpAfter(_rows[row]);
    }

    public static double LogSumExpAfter(ulong history) => Math.Log(Enumerable.Range(0, Vocabulary).Sum(t => Math.Exp(Logit(history, t))));

    public void CopySequence(int source, int destination)
    {
        // A destination that has something only keeps cells: a token decoded on it would have the wrong position.
        _sequences[destination].AddRange(_sequences[source]);
    }

    public void RemoveSequence(int sequence, int fromPosition)
    {
        var cells = _sequences[sequence];
        if (fromPosition >= cells.Count) return;
        var removed = cells[fromPosition..];
        cells.RemoveRange(fromPosition, cells.Count - fromPosition);
        var kept = _sequences.SelectMany(s => s).ToHashSet();
        foreach (var cell in removed.Where(c => !kept.Contains(c))) _places.Free(cell.Place);
    }

    public void Dispose() => IsDisposed = true;

    private void Check(int row)
    {
        if (IsBroken(_rows[row])) throw new InferenceException(EngineName, "A row holds a NaN.", "Check the model file.");
    }

    private static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        x *= 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private sealed record Cell(ulong History, int Place)
    {
        public bool Equals(Cell? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
