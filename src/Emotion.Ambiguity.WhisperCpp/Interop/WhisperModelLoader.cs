using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>whisper_model_loader of whisper.cpp 1.9.1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WhisperModelLoader
{
    public nint Context;
    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, nuint> Read;
    public delegate* unmanaged[Cdecl]<nint, byte> EndOfFile;
    public delegate* unmanaged[Cdecl]<nint, void> Close;
}
