using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>
/// Takes the result of a function that returns its default parameters by value. Larger than any version's struct,
/// so that a library of another version cannot write past the end of the stack slot before its version is known.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ParameterBuffer
{
    public fixed byte Bytes[512];

    public readonly T As<T>() where T : unmanaged
    {
        fixed (byte* start = Bytes) return *(T*)start;
    }
}
