using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Interop;

/// <summary>The heap that native code allocates from.</summary>
internal static unsafe class NativeHeap
{
    // glibc alone has it, and alone needs it. Asked for by its file, because "libc" may be a linker's script, and musl's is another one.
    private static readonly delegate* unmanaged<nuint, int> MallocTrim =
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "malloc_trim", out var trim)
            ? (delegate* unmanaged<nuint, int>)trim
            : null;

    /// <summary>
    /// Gives memory that was freed back to the system. glibc keeps it, for each thread that ever allocated, and a process that has loaded and freed
    /// models would stay as large as they were. Takes some milliseconds: for when a model was freed, not for each request.
    /// </summary>
    public static void ReturnFreedMemory()
    {
        if (MallocTrim is not null) _ = MallocTrim(0);
    }
}
