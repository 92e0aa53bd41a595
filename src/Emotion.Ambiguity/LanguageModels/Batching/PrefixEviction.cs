namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Which shared prompt beginnings are given up when there is no room for another.</summary>
internal enum PrefixEviction
{
    /// <summary>The one that was not used for the longest time, then the next.</summary>
    OldestFirst,

    /// <summary>All at once, so that no hole stays before those that are left (docs/decisions/0023).</summary>
    AllTogether,
}
