namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>The trees of continuations that come with every utterance: the labels of a taxonomy. Thread-safe.</summary>
internal sealed class RecurringContinuations(int maxSequences)
{
    // A recognizer has one set; several may share a model.
    private const int Most = 16;
    private ContinuationTrees[] _known = [];

    public ContinuationTrees Of(IReadOnlyList<ReadOnlyMemory<int>> continuations)
    {
        var known = Volatile.Read(ref _known);
        foreach (var trees in known)
        {
            if (trees.AreOf(continuations)) return trees;
        }

        var added = new ContinuationTrees(continuations, maxSequences);

        // Where two callers add at once one of them is forgotten, and built again the next time.
        Volatile.Write(ref _known, [added, .. known.AsSpan(0, Math.Min(known.Length, Most - 1))]);
        return added;
    }
}
