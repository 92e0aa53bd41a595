namespace Emotion.Ambiguity.OpenAICompatible.Tokens;

/// <summary>Continuations by their beginnings: each beginning is computed once, however many continuations go on from it.</summary>
internal sealed class ContinuationTree
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    public ContinuationTree(IEnumerable<ReadOnlyMemory<int>> continuations)
    {
        foreach (var continuation in continuations)
        {
            for (var length = 0; length < continuation.Length; length++) At(continuation[..length]).Next.TryAdd(continuation.Span[length], double.NaN);
        }
    }

    public IEnumerable<Node> Nodes => _nodes.Values;

    /// <summary>The log-probability of each token of a continuation.</summary>
    public IEnumerable<double> Along(ReadOnlyMemory<int> continuation) =>
        Enumerable.Range(0, continuation.Length).Select(length => At(continuation[..length]).Next[continuation.Span[length]]);

    private Node At(ReadOnlyMemory<int> beginning)
    {
        var key = string.Join(',', beginning.ToArray());
        if (!_nodes.TryGetValue(key, out var node)) _nodes.Add(key, node = new Node(beginning.ToArray()));
        return node;
    }

    /// <summary>A beginning and the tokens that go on from it, with their log-probabilities as soon as they are known.</summary>
    internal sealed record Node(int[] Beginning)
    {
        public Dictionary<int, double> Next { get; } = [];
    }
}
