using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A loaded projector (mtmd_context). One caller at a time.</summary>
internal sealed class MtmdContextHandle : SafeHandle
{
    public MtmdContextHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        MtmdMethods.FreeContext(handle);
        return true;
    }
}
