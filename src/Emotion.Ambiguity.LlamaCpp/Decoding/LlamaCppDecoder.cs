using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp.Decoding;

/// <summary>Drives one llama.cpp context. One caller at a time. Nothing is allocated for a decoded token.</summary>
internal sealed class LlamaCppDecoder : IHiddenStateDecoder
{
    private readonly NativeContext _context;
    private readonly NativeLog _log;
    private readonly int _vocabularySize;
    private int _rows;

    /// <summary>The cores that it shares with other engines, and the threads it takes of them; null for none.</summary>
    public (ProcessorBudget Budget, int Threads)? Sharing { get; init; }

    public LlamaCppDecoder(NativeContext context, NativeLog log, string engineName, int sequenceTokens, int embeddingWidth, int vocabularySize)
    {
        (_context, _log, EngineName, EmbeddingWidth, _vocabularySize) = (context, log, engineName, embeddingWidth, vocabularySize);
        SequenceTokens = Math.Min(sequenceTokens, context.CacheTokens);
    }

    public string EngineName { get; }

    public int CacheTokens => _context.CacheTokens;

    public int SequenceTokens { get; }

    public int MaxSequences => _context.MaxSequences;

    public int MaxBatchTokens => _context.MaxBatchTokens;

    public int EmbeddingWidth { get; }

    public int HiddenStateWidth => _context.HiddenStateWidth;

    public void Decode(DecoderBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _rows = 0;
        Check(batch);
        cancellationToken.ThrowIfCancellationRequested();
        using var share = Sharing is var (budget, threads) ? budget.Take(threads, cancellationToken) : default;
        var answer = _context.Decode(batch, cancellationToken);
        if (answer == 0)
        {
            _rows = batch.Count;
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw Failed(answer, batch.Count);
    }

    public void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination)
    {
        CheckRow(row);
        if (destination.Length != tokenIds.Length) throw new ArgumentException($"{tokenIds.Length} logits do not fit into {destination.Length} places.", nameof(destination));
        foreach (var id in tokenIds) CheckToken(id);
        _context.CopyLogits(row, tokenIds, destination);
    }

    public void CopyHiddenState(int row, Span<float> destination)
    {
        CheckRow(row);
        if (destination.Length != HiddenStateWidth) throw new ArgumentException($"A hidden state has {HiddenStateWidth} floats, but there are {destination.Length} places.", nameof(destination));
        _context.CopyHiddenState(row, destination);
    }

    public int ArgMax(int row)
    {
        CheckRow(row);
        return _context.ArgMax(row);
    }

    public int Sample(int row, double temperature, double uniform)
    {
        CheckRow(row);
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be above 0.");
        if (!(uniform >= 0 && uniform < 1)) throw new ArgumentOutOfRangeException(nameof(uniform), uniform, "The random number must be from 0 to below 1.");
        return _context.Sample(row, temperature, uniform);
    }

    public double LogSumExp(int row)
    {
        CheckRow(row);
        return _context.LogSumExp(row);
    }

    public void CopySequence(int source, int destination)
    {
        CheckSequence(source);
        CheckSequence(destination);
        if (source != destination) _context.CopySequence(source, destination);
    }

    public void RemoveSequence(int sequence, int fromPosition)
    {
        CheckSequence(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(fromPosition);
        if (_context.RemoveSequence(sequence, fromPosition)) return;
        throw new InferenceException(EngineName, "This model cannot forget a part of a sequence (it keeps a running state).", "Use a model with attention in every layer.");
    }

    public void Dispose() => _context.Dispose();

    // llama.cpp ends the process when a batch is larger than it was made for, so nothing goes there unchecked.
    private void Check(DecoderBatch batch)
    {
        if (batch.Count == 0 || batch.Count > MaxBatchTokens) throw new ArgumentException($"A batch holds 1 to {MaxBatchTokens} tokens, but this one holds {batch.Count}.", nameof(batch));
        if (batch.EmbeddingWidth == 0)
        {
            foreach (var id in batch.TokenIds) CheckToken(id);
        }
        else if (batch.EmbeddingWidth != EmbeddingWidth)
        {
            throw new ArgumentException($"The rows have {batch.EmbeddingWidth} floats, but the model needs {EmbeddingWidth}.", nameof(batch));
        }

        var counts = batch.SequenceCounts;
        for (var i = 0; i < counts.Length; i++)
        {
            foreach (var sequence in batch.SequenceIds.Slice(i * batch.MaxSequencesPerToken, counts[i])) CheckSequence(sequence);
        }
    }

    private void CheckToken(int id)
    {
        if ((uint)id >= (uint)_vocabularySize) throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {_vocabularySize} tokens.");
    }

    private void CheckSequence(int sequence)
    {
        if ((uint)sequence >= (uint)MaxSequences) throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"There are {MaxSequences} sequences.");
    }

    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)_rows) throw new ArgumentOutOfRangeException(nameof(row), row, $"The last batch that was decoded has {_rows} tokens.");
    }

    private InferenceException Failed(int answer, int tokens) => answer switch
    {
        1 => new(EngineName, $"The cache of {CacheTokens} tokens has no room for {tokens} more.", "Set LlamaCppOptions.CacheTokens higher, or compute fewer requests together."),
        2 => new(EngineName, "The computation was aborted.", "Run it again."),
        -1 => new(EngineName, $"It refused a batch of {tokens} tokens. {_log.Problems}", "Report this; it is a fault of the engine."),
        _ => new(EngineName, $"llama_decode answered {answer}. {_log.Problems}", "There may be too little memory: set LlamaCppOptions.CacheTokens or BatchTokens lower."),
    };
}
