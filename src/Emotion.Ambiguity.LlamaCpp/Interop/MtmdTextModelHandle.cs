using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A text model of mtmd's own llama.cpp (llama_model), opened for its vocabulary.</summary>
internal sealed class MtmdTextModelHandle : SafeHandle
{
    public MtmdTextModelHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        MtmdMethods.FreeTextModel(handle);
        return true;
    }
}
