using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>mtmd_context_params of b10256: 80 bytes. <see cref="MtmdAbiCheck"/> holds its default values.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MtmdContextParams
{
    public byte UseGpu;
    public byte PrintTimings;
    public int Threads;
    public nint ImageMarker;
    public nint MediaMarker;
    public int FlashAttention;
    public byte WarmUp;
    public int ImageMinTokens;
    public int ImageMaxTokens;
    public nint EvaluationCallback;
    public nint EvaluationCallbackUserData;
    public int BatchMaxTokens;
    public nint ProgressCallback;
    public nint ProgressCallbackUserData;
}
