namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>A device that llama.cpp can compute on. Immutable and thread-safe.</summary>
/// <param name="Name">The back end's name for it ("CPU", "CUDA0").</param>
/// <param name="Description">What it is ("Intel(R) Xeon(R) Processor").</param>
/// <param name="Kind">What kind of device it is.</param>
/// <param name="MemoryBytes">Its memory in bytes; 0 where the back end does not say.</param>
public sealed record LlamaCppDevice(string Name, string Description, LlamaCppDeviceKind Kind, long MemoryBytes);
