using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A byte at a fixed address that the library polls during a computation.</summary>
internal sealed unsafe class AbortFlag : IDisposable
{
    private readonly Lock _gate = new();
    private byte* _flag = (byte*)NativeMemory.AllocZeroed(1);

    public nint Address => (nint)_flag;

    /// <summary>From any thread, also after disposal.</summary>
    public void Set(bool wanted)
    {
        lock (_gate)
        {
            if (_flag is not null) Volatile.Write(ref *_flag, wanted ? (byte)1 : (byte)0);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            NativeMemory.Free(_flag);
            _flag = null;
        }
    }
}
