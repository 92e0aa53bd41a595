using System.Runtime.InteropServices;
using Emotion.Ambiguity.Interop;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Interop;

public sealed class NativeHeapTests
{
    [Fact]
    public void ReturnFreedMemory_BlocksFreedBelowOneThatIsKept_GoesBackToTheSystem()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out _))
        {
            NativeHeap.ReturnFreedMemory(); // Nothing to do there, and nothing fails.
            return;
        }

        // Small enough for the heap instead of mappings of their own, and each touched; the kept one lies above, so that free() cannot shrink the heap.
        const int Count = 4096;
        const int Size = 64 << 10;
        var blocks = new nint[Count];
        const int PageSize = 4096;
        for (var i = 0; i < Count; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Size);
            for (var at = 0; at < Size; at += PageSize) Marshal.WriteByte(blocks[i], at, 1);
        }

        var kept = Marshal.AllocHGlobal(Size);
        try
        {
            foreach (var block in blocks) Marshal.FreeHGlobal(block);
            var before = ResidentMemory.AnonymousBytes()!.Value;

            NativeHeap.ReturnFreedMemory();

            // 268 MB were freed; other tests run beside this one, hence the margin.
            (before - ResidentMemory.AnonymousBytes()!.Value).ShouldBeGreaterThan(130_000_000);
        }
        finally
        {
            Marshal.FreeHGlobal(kept);
        }
    }
}
