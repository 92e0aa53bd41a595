using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Sound on its way into mtmd (mtmd_bitmap), which calls all media bitmaps.</summary>
internal sealed class MtmdBitmapHandle : SafeHandle
{
    public MtmdBitmapHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        MtmdMethods.FreeBitmap(handle);
        return true;
    }
}
