using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>llama_model_params of b10256: 72 bytes. mtmd's llama.cpp is older than the engine's own, and lays them out differently.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MtmdTextModelParams
{
    public nint Devices;
    public nint TensorBufferTypeOverrides;
    public int GpuLayers;
    public int SplitMode;
    public int LoadMode;
    public int MainGpu;
    public nint TensorSplit;
    public nint ProgressCallback;
    public nint ProgressCallbackUserData;
    public nint MetadataOverrides;
    public byte VocabularyOnly;
    public byte CheckTensors;
    public byte UseExtraBufferTypes;
    public byte NoHost;
    public byte NoAllocation;
    public byte LoadMtp;
}
