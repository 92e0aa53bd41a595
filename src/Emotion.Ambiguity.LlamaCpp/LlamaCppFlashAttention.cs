namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Whether attention is computed in one fused step, which saves memory and mostly time.</summary>
public enum LlamaCppFlashAttention
{
    /// <summary>Where the back end supports it for the model.</summary>
    Auto = -1,

    /// <summary>Never.</summary>
    Off = 0,

    /// <summary>Always; loading fails where it is not supported.</summary>
    On = 1,
}
