namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>How a model is spread over several GPUs.</summary>
public enum LlamaCppSplitMode
{
    /// <summary>Only <see cref="LlamaCppOptions.MainGpu"/> is used.</summary>
    None = 0,

    /// <summary>Each GPU holds some layers.</summary>
    Layer = 1,

    /// <summary>Each GPU holds some rows of every matrix.</summary>
    Row = 2,
}
