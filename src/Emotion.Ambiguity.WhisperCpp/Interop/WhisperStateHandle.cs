using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>A whisper_state: the buffers of one clip under way. Keeps its context alive.</summary>
internal sealed class WhisperStateHandle : SafeHandle
{
    private readonly WhisperContextHandle _context;

    private WhisperStateHandle(WhisperContextHandle context) : base(0, ownsHandle: true) => _context = context;

    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a state; invalid when the library had no memory for it.</summary>
    internal static WhisperStateHandle Create(WhisperContextHandle context)
    {
        var state = new WhisperStateHandle(context);
        var held = false;
        try
        {
            context.DangerousAddRef(ref held);
            state.SetHandle(WhisperNative.CreateState(context));
            return state;
        }
        finally
        {
            // A valid state keeps the reference until it is released.
            if (held && state.IsInvalid) context.DangerousRelease();
        }
    }

    /// <summary>Lets go of a state that the library has freed.</summary>
    internal void Forget()
    {
        if (IsInvalid || IsClosed) return;
        SetHandleAsInvalid();
        _context.DangerousRelease();
    }

    protected override bool ReleaseHandle()
    {
        WhisperNative.FreeState(handle);
        _context.DangerousRelease();
        return true;
    }
}
