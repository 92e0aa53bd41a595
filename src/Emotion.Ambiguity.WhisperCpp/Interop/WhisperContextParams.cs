using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>whisper_context_params of whisper.cpp 1.9.1. A C bool is one byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperContextParams
{
    public byte UseGpu;
    public byte FlashAttention;
    public int GpuDevice;
    public byte DtwTokenTimestamps;
    public int DtwAlignmentHeadsPreset;
    public int DtwTopCount;
    public nuint DtwHeadCount;
    public nint DtwHeads;
    public nuint DtwMemorySize;
}
