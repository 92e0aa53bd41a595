namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>When the cells of finished requests are used again.</summary>
public enum CellReuse
{
    /// <summary>
    /// When nothing is under way: a request's numbers then do not depend on what ran beside it, also over long runs of mixed lengths.
    /// New requests wait for the running ones when the cache is used up. The default on a processor.
    /// </summary>
    WhenIdle,

    /// <summary>At once: the cache is never waited for, and numbers can change in their last digits with what runs beside. The default with layers on a GPU, where they can anyway.</summary>
    AtOnce,
}
