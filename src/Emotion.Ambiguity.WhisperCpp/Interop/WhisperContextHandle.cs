using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>A whisper_context: the weights and the vocabulary. Read-only after loading, so many states may use it at once.</summary>
internal sealed class WhisperContextHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    internal void Take(nint context) => SetHandle(context);

    protected override bool ReleaseHandle()
    {
        WhisperNative.FreeContext(handle);
        return true;
    }
}
