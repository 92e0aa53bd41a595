using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A context (llama_context): the cache and the buffers of one decoder. Keeps its model alive.</summary>
internal sealed class ContextHandle : SafeHandle
{
    private ModelHandle? _model;

    public ContextHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Holds the model until this context is freed.</summary>
    public void KeepAlive(ModelHandle model)
    {
        var added = false;
        model.DangerousAddRef(ref added);
        _model = model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.FreeContext(handle);
        _model?.DangerousRelease();
        return true;
    }
}
