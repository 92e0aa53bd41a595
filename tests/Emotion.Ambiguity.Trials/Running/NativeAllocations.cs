using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>What native code has allocated and not freed, as glibc 2.33 and later count it.</summary>
internal static class NativeAllocations
{
    private static readonly nint Function =
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "mallinfo2", out var function) ? function : 0;

    /// <summary>Bytes in use, large blocks mapped on their own among them; NaN where nobody counts.</summary>
    public static unsafe double Bytes()
    {
        if (Function == 0) return double.NaN;
        var counts = ((delegate* unmanaged<Counts>)Function)();
        return counts.InUse + (double)counts.Mapped;
    }

    /// <summary>struct mallinfo2 of glibc.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Counts
    {
        public readonly nuint Arenas;
        public readonly nuint FreeChunks;
        public readonly nuint FastChunks;
        public readonly nuint MappedChunks;
        public readonly nuint Mapped;
        public readonly nuint Unused;
        public readonly nuint FastBytes;
        public readonly nuint InUse;
        public readonly nuint Free;
        public readonly nuint Top;
    }
}
