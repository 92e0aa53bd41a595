using System.Runtime.InteropServices;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Interop;
using LLama.Exceptions;
using LLama.Native;

namespace Emotion.Ambiguity.LLamaSharp.Decoding;

/// <summary>Drives one context of LLamaSharp. One caller at a time.</summary>
internal sealed class LLamaSharpDecoder : ITokenDecoder
{
    private readonly SafeLLamaContextHandle _context;
    private readonly AbortSignal _abort;
    private readonly LLamaBatch _tokens = new();
    private readonly LLamaBatchEmbeddings _embeddings;
    private readonly int _vocabularySize;
    private int _rows;

    private LLamaSharpDecoder(SafeLLamaContextHandle context, AbortSignal abort, int sequenceTokens, int embeddingWidth, int vocabularySize)
    {
        (_context, _abort, EmbeddingWidth, _vocabularySize) = (context, abort, embeddingWidth, vocabularySize);
        _embeddings = new LLamaBatchEmbeddings(embeddingWidth);
        CacheTokens = (int)context.ContextSize;
        MaxSequences = (int)context.MaxSeq;
        MaxBatchTokens = (int)context.BatchSize;
        SequenceTokens = Math.Min(sequenceTokens, CacheTokens);
    }

    public string EngineName => EngineVersion.Full;

    public int CacheTokens { get; }

    public int SequenceTokens { get; }

    public int MaxSequences { get; }

    public int MaxBatchTokens { get; }

    public int EmbeddingWidth { get; }

    public static LLamaSharpDecoder Create(SafeLlamaModelHandle model, string modelId, int vocabularySize, LLamaSharpOptions options)
    {
        var shape = ContextShape.Create(options, model.ContextSize);
        var abort = new AbortSignal();
        try
        {
            var context = SafeLLamaContextHandle.Create(model, shape.ToNative(options, abort));

            // LLamaSharp 0.27 hands a failed context out; its reference to the weights cannot be given back safely.
            if (context.IsInvalid) throw new RuntimeError("llama.cpp made no context.");
            return new LLamaSharpDecoder(context, abort, shape.SequenceTokens, model.EmbeddingSize, vocabularySize);
        }
        catch (RuntimeError fault)
        {
            abort.Dispose();
            throw new ModelLoadException(
                modelId,
                $"a context of {shape.CacheTokens} tokens for {options.ParallelSequences} sequences could not be made on its weights.",
                "There may be too little memory: set CacheTokens or BatchTokens lower. LLamaSharp's log tells more.",
                fault);
        }
    }

    public void Decode(DecoderBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _rows = 0;
        Check(batch);
        cancellationToken.ThrowIfCancellationRequested();
        _abort.Token = cancellationToken;
        var answer = batch.EmbeddingWidth == 0 ? DecodeTokens(batch) : DecodeEmbeddings(batch);
        if (answer == DecodeResult.Ok)
        {
            _rows = batch.Count;
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw Failed(answer, batch.Count);
    }

    public void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination)
    {
        if (destination.Length != tokenIds.Length) throw new ArgumentException($"{tokenIds.Length} logits do not fit into {destination.Length} places.", nameof(destination));
        foreach (var id in tokenIds) CheckToken(id);
        var logits = Row(row);
        for (var i = 0; i < tokenIds.Length; i++) destination[i] = logits[tokenIds[i]];
    }

    public int ArgMax(int row) => LogitRow.ArgMax(Row(row));

    public int Sample(int row, double temperature, double uniform)
    {
        if (!(temperature > 0)) throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be above 0.");
        if (!(uniform >= 0 && uniform < 1)) throw new ArgumentOutOfRangeException(nameof(uniform), uniform, "The random number must be from 0 to below 1.");
        return LogitRow.Sample(Row(row), temperature, uniform);
    }

    public double LogSumExp(int row) => LogitRow.LogSumExp(Row(row));

    public void CopySequence(int source, int destination)
    {
        CheckSequence(source);
        CheckSequence(destination);
        if (source != destination) _context.MemorySequenceCopy((LLamaSeqId)source, (LLamaSeqId)destination, -1, -1);
    }

    public void RemoveSequence(int sequence, int fromPosition)
    {
        CheckSequence(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(fromPosition);
        _context.MemorySequenceRemove((LLamaSeqId)sequence, fromPosition, -1);

        // LLamaSharp keeps llama.cpp's answer to itself, so we look at what is left.
        if (_context.MemorySequenceMaxPosition((LLamaSeqId)sequence).Value < fromPosition) return;
        throw new InferenceException(EngineName, "This model cannot forget a part of a sequence (it keeps a running state).", "Use a model with attention in every layer.");
    }

    public void Dispose()
    {
        _context.Dispose();
        _abort.Dispose();
    }

    private DecodeResult DecodeTokens(DecoderBatch batch)
    {
        _tokens.Clear();
        for (var i = 0; i < batch.Count; i++)
            _tokens.Add(batch.TokenIds[i], batch.Positions[i], MemoryMarshal.Cast<int, LLamaSeqId>(Sequences(batch, i)), batch.WantsLogits[i] != 0);
        return _context.Decode(_tokens);
    }

    private DecodeResult DecodeEmbeddings(DecoderBatch batch)
    {
        _embeddings.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Embeddings.Slice(i * EmbeddingWidth, EmbeddingWidth);
            _embeddings.Add(row, batch.Positions[i], MemoryMarshal.Cast<int, LLamaSeqId>(Sequences(batch, i)), batch.WantsLogits[i] != 0);
        }

        return _context.Decode(_embeddings);
    }

    private Span<float> Row(int row)
    {
        if ((uint)row >= (uint)_rows) throw new ArgumentOutOfRangeException(nameof(row), row, $"The last batch that was decoded has {_rows} tokens.");
        try
        {
            return _context.GetLogitsIth(row);
        }
        catch (GetLogitsInvalidIndexException fault)
        {
            throw new InferenceException(EngineName, $"Row {row} of the last batch has no logits.", "Report this; it is a fault of the engine.", fault);
        }
    }

    // llama.cpp ends the process when a batch is larger than it was made for, so nothing goes there unchecked.
    private void Check(DecoderBatch batch)
    {
        if (batch.Count == 0 || batch.Count > MaxBatchTokens) throw new ArgumentException($"A batch holds 1 to {MaxBatchTokens} tokens, but this one holds {batch.Count}.", nameof(batch));
        if (batch.EmbeddingWidth != 0 && batch.EmbeddingWidth != EmbeddingWidth)
            throw new ArgumentException($"The rows have {batch.EmbeddingWidth} floats, but the model needs {EmbeddingWidth}.", nameof(batch));
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.EmbeddingWidth == 0) CheckToken(batch.TokenIds[i]);
            foreach (var sequence in Sequences(batch, i)) CheckSequence(sequence);
        }
    }

    private static ReadOnlySpan<int> Sequences(DecoderBatch batch, int row) =>
        batch.SequenceIds.Slice(row * batch.MaxSequencesPerToken, batch.SequenceCounts[row]);

    private void CheckToken(int id)
    {
        if ((uint)id >= (uint)_vocabularySize) throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {_vocabularySize} tokens.");
    }

    private void CheckSequence(int sequence)
    {
        if ((uint)sequence >= (uint)MaxSequences) throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"There are {MaxSequences} sequences.");
    }

    private InferenceException Failed(DecodeResult answer, int tokens) => answer switch
    {
        DecodeResult.NoKvSlot => new(EngineName, $"The cache of {CacheTokens} tokens has no room for {tokens} more.", "Set LLamaSharpOptions.CacheTokens higher, or compute fewer requests together."),
        DecodeResult.ComputeAborted => new(EngineName, "The computation was aborted.", "Run it again."),
        DecodeResult.InvalidInputBatch => new(EngineName, $"It refused a batch of {tokens} tokens.", "Report this; it is a fault of the engine."),
        _ => new(EngineName, $"llama_decode answered {answer}.", "There may be too little memory: set LLamaSharpOptions.CacheTokens or BatchTokens lower. LLamaSharp's log tells more."),
    };
}
