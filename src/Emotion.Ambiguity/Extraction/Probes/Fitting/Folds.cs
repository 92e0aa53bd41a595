namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>Deals examples out so that all of a group are in one fold, and the folds are about equally large.</summary>
internal static class Folds
{
    /// <summary>The fold of each example. Depends on the groups' names, their order and the seed alone.</summary>
    /// <exception cref="ArgumentException">There is only one group.</exception>
    public static int[] Deal(IReadOnlyList<ProbeExample> examples, int folds, int seed)
    {
        var groups = examples.Select((e, i) => (Key: e.Group is null ? $"\0{i}" : e.Group, Index: i)).GroupBy(e => e.Key, e => e.Index, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        if (groups.Length < 2)
        {
            throw new ArgumentException(
                "All examples are of one group, so that none can be held out. Give examples of other groups (speakers), or leave the groups away.", nameof(examples));
        }

        new Random(seed).Shuffle(groups);
        var sizes = new int[Math.Min(folds, groups.Length)];
        var foldOf = new int[examples.Count];

        // The largest first, each to the fold with the fewest so far; the order among equals is the shuffled one.
        foreach (var group in groups.OrderByDescending(g => g.Length))
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += group.Length;
            foreach (var index in group) foldOf[index] = fold;
        }

        return foldOf;
    }
}
