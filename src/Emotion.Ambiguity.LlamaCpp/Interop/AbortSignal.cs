using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Lets the library ask, in the midst of a computation and on the thread that started it, whether its caller still wants the result.</summary>
internal sealed class AbortSignal : IDisposable
{
    private GCHandle _self;

    public AbortSignal() => _self = GCHandle.Alloc(this);

    /// <summary>The token of the call under way.</summary>
    public CancellationToken Token { get; set; }

    /// <summary>What the library hands back to <see cref="IsWanted"/>.</summary>
    public nint UserData => GCHandle.ToIntPtr(_self);

    public static bool IsWanted(nint userData) => ((AbortSignal)GCHandle.FromIntPtr(userData).Target!).Token.IsCancellationRequested;

    public void Dispose()
    {
        if (_self.IsAllocated) _self.Free();
    }
}
