using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LLamaSharp.Interop;

/// <summary>The function by which llama.cpp asks, in the midst of a computation, whether to stop. Only the processor back end asks.</summary>
internal static unsafe class AbortCallback
{
    /// <summary>Its address; the data that goes with it is <see cref="AbortSignal.UserData"/>.</summary>
    public static nint Address => (nint)(delegate* unmanaged[Cdecl]<nint, byte>)&OnAsked;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static byte OnAsked(nint userData) => AbortSignal.IsWanted(userData) ? (byte)1 : (byte)0;
}
