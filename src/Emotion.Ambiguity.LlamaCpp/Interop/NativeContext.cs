using System.Runtime.InteropServices;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A context: computes batches and reads from their rows of logits in place. One caller at a time.</summary>
internal sealed unsafe class NativeContext : IDisposable
{
    private const int NoPooling = 0;
    private readonly ContextHandle _handle;
    private readonly NativeLog _log;
    private readonly nint _memory;
    private readonly int _vocabularySize;
    private readonly SequenceTable _sequences;
    private readonly AbortSignal _abort;
    private bool _computesStates;

    private NativeContext(ContextHandle handle, AbortSignal abort, NativeLog log, int vocabularySize, int hiddenStateWidth)
    {
        (_handle, _abort, _log, _vocabularySize, HiddenStateWidth) = (handle, abort, log, vocabularySize, hiddenStateWidth);
        _memory = NativeMethods.Memory(handle);
        CacheTokens = (int)NativeMethods.ContextTokens(handle);
        MaxBatchTokens = (int)NativeMethods.BatchTokens(handle);
        MaxSequences = (int)NativeMethods.MaxSequences(handle);
        _sequences = new SequenceTable(MaxBatchTokens);
    }

    public int CacheTokens { get; }

    public int MaxBatchTokens { get; }

    public int MaxSequences { get; }

    public int HiddenStateWidth { get; }

    /// <summary>Makes a context.</summary>
    /// <returns>The context, or null when the library refused; the log then holds its reasons.</returns>
    public static NativeContext? Create(NativeModel model, ContextShape shape, LlamaCppOptions options, NativeLog log, int vocabularySize)
    {
        var gpu = options.GpuLayers > 0 ? (byte)1 : (byte)0;
        var abort = new AbortSignal();
        var parameters = NativeMethods.DefaultContextParams().As<LlamaContextParams>();
        parameters.ContextTokens = (uint)shape.CacheTokens;
        parameters.BatchTokens = (uint)shape.BatchTokens;
        parameters.MicroBatchTokens = (uint)shape.MicroBatchTokens;
        parameters.MaxSequences = (uint)shape.Sequences;
        parameters.MaxOutputs = (uint)Math.Max(shape.BatchTokens, shape.Sequences);
        parameters.MaxOutputsPerSequence = 0;
        parameters.Threads = parameters.BatchThreads = shape.Threads;

        // Some files ask for one state a sequence; here every row keeps its own.
        parameters.PoolingType = NoPooling;
        parameters.FlashAttention = (int)options.FlashAttention;
        parameters.KeyType = parameters.ValueType = (int)options.KeyValueType;
        parameters.AbortCallback = (nint)(delegate* unmanaged<nint, byte>)&OnAbortAsked;
        parameters.AbortCallbackData = abort.UserData;
        parameters.OffloadKeyValues = parameters.OffloadOperations = gpu;
        parameters.UnifiedCache = 1;
        using var scope = log.Enter();
        var handle = NativeMethods.CreateContext(model.Handle, parameters);
        if (!handle.IsInvalid)
        {
            handle.KeepAlive(model.Handle);
            return new NativeContext(handle, abort, log, vocabularySize, model.HiddenStateWidth);
        }

        handle.Dispose();
        abort.Dispose();
        return null;
    }

    /// <summary>Computes a batch that fits.</summary>
    /// <returns>llama_decode's answer: 0 done, 1 no free cells, 2 aborted, below 0 an error.</returns>
    public int Decode(DecoderBatch batch, CancellationToken cancellationToken)
    {
        _abort.Token = cancellationToken;
        using var scope = _log.Enter();
        ComputeStates(batch.WantsHiddenStates);
        fixed (int* tokens = batch.TokenIds, positions = batch.Positions, counts = batch.SequenceCounts)
        fixed (float* embeddings = batch.Embeddings)
        fixed (byte* wanted = batch.WantsLogits)
        {
            var isEmbeddings = batch.EmbeddingWidth > 0;
            var native = new LlamaBatch
            {
                TokenCount = batch.Count,
                Tokens = isEmbeddings ? null : tokens,
                Embeddings = isEmbeddings ? embeddings : null,
                Positions = positions,
                SequenceCounts = counts,
                SequenceIds = _sequences.Fill(batch.SequenceIds, batch.MaxSequencesPerToken),
                WantsLogits = wanted,
            };
            return NativeMethods.Decode(_handle, native);
        }
    }

    public void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination)
    {
        var logits = Row(row);
        for (var i = 0; i < tokenIds.Length; i++) destination[i] = logits[tokenIds[i]];
    }

    public void CopyHiddenState(int row, Span<float> destination)
    {
        // The library would hand out what is left of an earlier batch.
        var state = _computesStates ? NativeMethods.Embeddings(_handle, row) : null;
        if (state is null) throw new InferenceException("llama.cpp", $"Row {row} of the last batch has no hidden state.", "Report this; it is a fault of the engine.");
        new ReadOnlySpan<float>(state, HiddenStateWidth).CopyTo(destination);
    }

    public int ArgMax(int row) => LogitRow.ArgMax(Row(row));

    public int Sample(int row, double temperature, double uniform) => LogitRow.Sample(Row(row), temperature, uniform);

    public double LogSumExp(int row) => LogitRow.LogSumExp(Row(row));

    public void CopySequence(int source, int destination)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        NativeMethods.CopySequence(_memory, source, destination, -1, -1);
    }

    public bool RemoveSequence(int sequence, int fromPosition)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return NativeMethods.RemoveSequence(_memory, sequence, fromPosition, -1) != 0;
    }

    public void Dispose()
    {
        _handle.Dispose();
        _sequences.Dispose();
        _abort.Dispose();
    }

    // While it is on, the library computes the logits of all rows of a batch, wanted or not; switching builds the next graph anew.
    private void ComputeStates(bool wanted)
    {
        if (wanted == _computesStates) return;
        NativeMethods.SetEmbeddings(_handle, wanted ? (byte)1 : (byte)0);
        _computesStates = wanted;
    }

    [UnmanagedCallersOnly]
    private static byte OnAbortAsked(nint userData) => AbortSignal.IsWanted(userData) ? (byte)1 : (byte)0;

    private ReadOnlySpan<float> Row(int row)
    {
        var logits = NativeMethods.Logits(_handle, row);
        return logits is null
            ? throw new InferenceException("llama.cpp", $"Row {row} of the last batch has no logits.", "Report this; it is a fault of the engine.")
            : new ReadOnlySpan<float>(logits, _vocabularySize);
    }
}
