namespace Emotion.Ambiguity.Evaluation;

/// <summary>What an answer that could not be read counts as.</summary>
public enum InvalidScoring
{
    /// <summary>Nothing: it is left out of the metrics and counted, as in "Token-Level Logits Matter" (Interspeech 2025). Configurations are then measured on different items.</summary>
    LeaveOut,

    /// <summary>A uniform distribution: an unreadable answer says nothing, and is scored for that.</summary>
    AsUniform,
}
