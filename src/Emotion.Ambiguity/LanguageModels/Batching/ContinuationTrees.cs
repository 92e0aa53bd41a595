using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>The continuations of a request as trees, and what they need. Immutable and thread-safe.</summary>
internal sealed class ContinuationTrees
{
    private readonly int[][] _continuations;

    public ContinuationTrees(IReadOnlyList<ReadOnlyMemory<int>> continuations, int maxSequences)
    {
        // A copy: the caller's memory is the caller's again once its request is done.
        _continuations = [.. continuations.Select(c => c.ToArray())];
        Trees = [.. ContinuationTree.Build(continuations, maxSequences)];
        SequenceCount = Trees.IsEmpty ? 0 : Trees.Max(t => t.SequenceCount);
        DecodedNodes = Trees.Sum(t => t.Decoded.Count);
        Longest = _continuations.Length == 0 ? 0 : _continuations.Max(c => c.Length);
    }

    public ImmutableArray<ContinuationTree> Trees { get; }

    public int Count => _continuations.Length;

    /// <summary>Sequences of the largest tree.</summary>
    public int SequenceCount { get; }

    /// <summary>Tokens that all trees together decode.</summary>
    public int DecodedNodes { get; }

    /// <summary>Tokens of the longest continuation.</summary>
    public int Longest { get; }

    public bool AreOf(IReadOnlyList<ReadOnlyMemory<int>> continuations)
    {
        if (continuations.Count != _continuations.Length) return false;
        for (var i = 0; i < _continuations.Length; i++)
        {
            if (!continuations[i].Span.SequenceEqual(_continuations[i])) return false;
        }

        return true;
    }
}
