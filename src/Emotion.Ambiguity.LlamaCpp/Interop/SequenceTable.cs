using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>The array of pointers by which llama_batch names each token's sequences. Built once, refilled for each batch.</summary>
internal sealed unsafe class SequenceTable(int capacity) : IDisposable
{
    private int* _ids;
    private int** _pointers;
    private int _stride;

    /// <summary>Takes a batch's sequence ids over.</summary>
    /// <returns>One pointer a token.</returns>
    public int** Fill(ReadOnlySpan<int> sequenceIds, int stride)
    {
        if (_stride != stride) Build(stride);
        sequenceIds.CopyTo(new Span<int>(_ids, capacity * stride));
        return _pointers;
    }

    public void Dispose()
    {
        NativeMemory.Free(_ids);
        NativeMemory.Free(_pointers);
        _ids = null;
        _pointers = null;
        _stride = 0;
    }

    private void Build(int stride)
    {
        Dispose();
        _ids = (int*)NativeMemory.Alloc((nuint)capacity * (nuint)stride, sizeof(int));
        _pointers = (int**)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(int*));
        for (var i = 0; i < capacity; i++) _pointers[i] = _ids + ((nint)i * stride);
        _stride = stride;
    }
}
