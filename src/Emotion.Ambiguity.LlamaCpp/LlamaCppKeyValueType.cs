namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>How the numbers of the key-value cache are stored.</summary>
public enum LlamaCppKeyValueType
{
    /// <summary>32 bits: twice the memory of the default.</summary>
    F32 = 0,

    /// <summary>16 bits: the default.</summary>
    F16 = 1,

    /// <summary>About 8.5 bits: half the memory of the default, slightly different results; needs flash attention.</summary>
    Q8 = 8,
}
