namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>What kind of device a back end computes on.</summary>
public enum LlamaCppDeviceKind
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A graphics processor with memory of its own.</summary>
    Gpu,

    /// <summary>A graphics processor that shares the main memory.</summary>
    IntegratedGpu,

    /// <summary>Something that helps the processor, such as a matrix library.</summary>
    Accelerator,
}
