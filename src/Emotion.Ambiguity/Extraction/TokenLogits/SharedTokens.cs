namespace Emotion.Ambiguity.Extraction;

/// <summary>What happens to tokens that the spellings of several emotions share.</summary>
public enum SharedTokens
{
    /// <summary>They count for each of these emotions: the paper's S_n.</summary>
    CountForEach,

    /// <summary>They are left out, save where an emotion would keep no token at all.</summary>
    LeaveOut,
}
