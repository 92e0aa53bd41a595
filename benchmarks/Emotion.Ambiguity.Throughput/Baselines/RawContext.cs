using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>A context and a batch of llama.cpp, used as a C program would: nothing between the loop and the library.</summary>
internal sealed unsafe class RawContext : IDisposable
{
    private readonly ContextHandle _handle;
    private readonly nint _memory;
    private readonly int _vocabularySize;
    private readonly int _capacity;
    private readonly nint _block;
    private LlamaBatch _batch;

    /// <summary>Makes a context with the library's own defaults for all that is not named here.</summary>
    public RawContext(RawModel model, int cells, int batchTokens, int sequences)
    {
        var parameters = NativeMethods.DefaultContextParams().As<LlamaContextParams>();
        parameters.ContextTokens = (uint)cells;
        parameters.BatchTokens = (uint)batchTokens;
        parameters.MicroBatchTokens = (uint)Math.Min(batchTokens, model.MicroBatchTokens);
        parameters.MaxSequences = (uint)sequences;
        parameters.MaxOutputs = (uint)batchTokens;
        parameters.Threads = parameters.BatchThreads = model.Threads;
        parameters.OffloadKeyValues = parameters.OffloadOperations = 0;
        parameters.UnifiedCache = 1;
        parameters.NoPerformanceCounters = 1;
        _handle = NativeMethods.CreateContext(model.Handle, parameters);
        if (_handle.IsInvalid) throw new InvalidOperationException("llama_init_from_model made no context.");
        _handle.KeepAlive(model.Handle);
        _memory = NativeMethods.Memory(_handle);
        _vocabularySize = model.VocabularySize;
        _capacity = batchTokens;
        _block = Allocate(batchTokens, out _batch);
    }

    public int Count => _batch.TokenCount;

    public bool IsFull => _batch.TokenCount == _capacity;

    public void Clear() => _batch.TokenCount = 0;

    public int Add(int token, int position, int sequence, bool wantsLogits)
    {
        var row = _batch.TokenCount++;
        _batch.Tokens[row] = token;
        _batch.Positions[row] = position;
        _batch.SequenceIds[row][0] = sequence;
        _batch.WantsLogits[row] = wantsLogits ? (byte)1 : (byte)0;
        return row;
    }

    public void Decode()
    {
        var answer = NativeMethods.Decode(_handle, _batch);
        if (answer != 0) throw new InvalidOperationException($"llama_decode answered {answer}.");
    }

    public ReadOnlySpan<float> Logits(int row) => new(NativeMethods.Logits(_handle, row), _vocabularySize);

    public void Copy(int source, int destination) => NativeMethods.CopySequence(_memory, source, destination, -1, -1);

    public void Remove(int sequence, int fromPosition) => NativeMethods.RemoveSequence(_memory, sequence, fromPosition, -1);

    public void Dispose()
    {
        _handle.Dispose();
        NativeMemory.Free((void*)_block);
    }

    private static nint Allocate(int tokens, out LlamaBatch batch)
    {
        var size = (nuint)tokens;
        var block = (byte*)NativeMemory.AllocZeroed(size, (nuint)(sizeof(int*) + (4 * sizeof(int)) + 1));
        batch = new LlamaBatch { SequenceIds = (int**)block };
        batch.Tokens = (int*)(batch.SequenceIds + tokens);
        batch.Positions = batch.Tokens + tokens;
        batch.SequenceCounts = batch.Positions + tokens;
        var ids = batch.SequenceCounts + tokens;
        batch.WantsLogits = (byte*)(ids + tokens);
        for (var i = 0; i < tokens; i++)
        {
            batch.SequenceCounts[i] = 1;
            batch.SequenceIds[i] = ids + i;
        }

        return (nint)block;
    }
}
