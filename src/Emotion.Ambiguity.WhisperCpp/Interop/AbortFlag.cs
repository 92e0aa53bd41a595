using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Tells one call of whisper.cpp to stop: a flag in native memory, so that the callback touches no managed object.</summary>
internal sealed unsafe class AbortFlag : SafeHandle
{
    public AbortFlag() : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed(sizeof(int)));

    public override bool IsInvalid => handle == 0;

    /// <summary>Makes the computation stop at its next operation. May come from any thread.</summary>
    internal void Set()
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            Volatile.Write(ref *(int*)handle, 1);
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    /// <summary>Puts the callback into parameters; this object must live until the call is over.</summary>
    internal void Attach(ref WhisperFullParams parameters)
    {
        parameters.AbortCallback = &ShouldAbort;
        parameters.AbortCallbackData = (void*)handle;
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte ShouldAbort(void* flag) => (byte)(Volatile.Read(ref *(int*)flag) != 0 ? 1 : 0);
}
