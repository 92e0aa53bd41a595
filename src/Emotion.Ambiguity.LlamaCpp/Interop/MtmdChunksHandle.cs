using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>What mtmd made of a text and a sound (mtmd_input_chunks).</summary>
internal sealed class MtmdChunksHandle : SafeHandle
{
    public MtmdChunksHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        MtmdMethods.FreeChunks(handle);
        return true;
    }
}
