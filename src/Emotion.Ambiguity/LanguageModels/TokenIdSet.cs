namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Questions about a set of token ids that is kept as a list.</summary>
internal static class TokenIdSet
{
    /// <summary>Finds an id that stands twice. Allocates nothing where the ids ascend, as those of the extractors do.</summary>
    public static bool TryFindRepeat(ReadOnlySpan<int> ids, out int repeated)
    {
        repeated = 0;
        for (var i = 1; i < ids.Length; i++)
        {
            if (ids[i] <= ids[i - 1]) return TryFindInAnyOrder(ids, out repeated);
        }

        return false;
    }

    private static bool TryFindInAnyOrder(ReadOnlySpan<int> ids, out int repeated)
    {
        var seen = new HashSet<int>(ids.Length);
        foreach (var id in ids)
        {
            repeated = id;
            if (!seen.Add(id)) return true;
        }

        repeated = 0;
        return false;
    }
}
