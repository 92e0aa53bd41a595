using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>mtmd_input_text of b10256.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MtmdInputText
{
    public byte* Text;
    public nuint Length;
    public byte AddSpecial;
    public byte ParseSpecial;
}
