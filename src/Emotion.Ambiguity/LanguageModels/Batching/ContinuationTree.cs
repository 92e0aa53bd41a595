namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// Continuations of one prompt as a tree of tokens: beginnings that several share are decoded once, last tokens are not decoded at all
/// (their probability stands in the row of the token before). Immutable once built: what the nodes score stands with each request.
/// </summary>
internal sealed class ContinuationTree
{
    private ContinuationTree(Node root, List<Node> decoded, int sequenceCount) => (Root, Decoded, SequenceCount) = (root, decoded, sequenceCount);

    /// <summary>Stands for the end of the prompt.</summary>
    public Node Root { get; }

    /// <summary>The nodes that must be decoded, each after its parent.</summary>
    public List<Node> Decoded { get; }

    /// <summary>Sequences that the decoded nodes need: one for each of them that has no decoded child.</summary>
    public int SequenceCount { get; }

    /// <summary>Builds as few trees as fit into a number of sequences each; the slots of their nodes are all different.</summary>
    /// <param name="continuations">Token sequences, none empty.</param>
    /// <param name="maxSequences">The most sequences that one tree may need, at least 1.</param>
    public static List<ContinuationTree> Build(IReadOnlyList<ReadOnlyMemory<int>> continuations, int maxSequences)
    {
        var trees = new List<ContinuationTree>();
        var root = new Node(0, 0);
        var sequences = 0;
        var slots = 0;
        for (var i = 0; i < continuations.Count; i++)
        {
            var needed = NewSequences(root, continuations[i].Span);
            if (sequences + needed > maxSequences)
            {
                trees.Add(Finish(root, ref slots));
                root = new Node(0, 0);
                sequences = 0;
                needed = NewSequences(root, continuations[i].Span);
            }

            Add(root, continuations[i].Span, i);
            sequences += needed;
        }

        if (continuations.Count > 0) trees.Add(Finish(root, ref slots));
        return trees;
    }

    /// <summary>How many more sequences a continuation needs: one where it leaves decoded nodes behind, or turns off before the end of a path.</summary>
    private static int NewSequences(Node root, ReadOnlySpan<int> tokens)
    {
        var node = root;
        for (var depth = 0; depth < tokens.Length - 1; depth++)
        {
            var child = node.Children.Find(tokens[depth]);
            if (child is null) return depth > 0 && !node.HasDecodedChild ? 0 : 1;
            if (!child.IsDecoded) return depth > 0 && !node.HasDecodedChild ? 0 : 1;
            node = child;
        }

        return 0;
    }

    private static void Add(Node root, ReadOnlySpan<int> tokens, int continuation)
    {
        var node = root;
        for (var depth = 0; depth < tokens.Length; depth++)
        {
            var isLast = depth == tokens.Length - 1;
            var child = node.Children.Find(tokens[depth]);
            if (child is null) node.Children.Add(child = new Node(tokens[depth], depth));
            if (isLast)
            {
                child.EndingHere.Add(continuation);
            }
            else if (!child.IsDecoded)
            {
                child.IsDecoded = true;
                node.HasDecodedChild = true;
            }

            node = child;
        }
    }

    private static ContinuationTree Finish(Node root, ref int slots)
    {
        var decoded = new List<Node>();
        var sequences = 0;
        Walk(root, decoded, ref sequences);
        foreach (var node in decoded) node.Slot = ++slots;
        return new ContinuationTree(root, decoded, sequences);
    }

    private static void Walk(Node node, List<Node> decoded, ref int sequences)
    {
        node.ChildTokens = node.Children.Tokens();
        node.FirstSequence = sequences;
        foreach (var child in node.Children)
        {
            if (!child.IsDecoded) continue;
            decoded.Add(child);
            Walk(child, decoded, ref sequences);
        }

        if (node.IsDecoded && !node.HasDecodedChild) sequences++;
        node.SequenceEnd = sequences;
    }

    internal sealed class Node(int token, int depth)
    {
        public int Token { get; } = token;

        /// <summary>0 for the first token of a continuation.</summary>
        public int Depth { get; } = depth;

        public NodeList Children { get; } = [];

        /// <summary>The tokens of <see cref="Children"/>, in their order.</summary>
        public int[] ChildTokens { get; set; } = [];

        /// <summary>The continuations whose last token this is.</summary>
        public List<int> EndingHere { get; } = new(1);

        public bool IsDecoded { get; set; }

        public bool HasDecodedChild { get; set; }

        /// <summary>The first of the tree's sequences that runs through this node.</summary>
        public int FirstSequence { get; set; }

        /// <summary>One past the last of them.</summary>
        public int SequenceEnd { get; set; }

        /// <summary>Where a request keeps the log-probability of all tokens up to this one: 0 for the root, then one for each decoded node.</summary>
        public int Slot { get; set; }
    }

    internal sealed class NodeList : List<Node>
    {
        public int[] Tokens()
        {
            var tokens = Count == 0 ? [] : new int[Count];
            for (var i = 0; i < tokens.Length; i++) tokens[i] = this[i].Token;
            return tokens;
        }

        public Node? Find(int token)
        {
            foreach (var node in this)
            {
                if (node.Token == token) return node;
            }

            return null;
        }
    }
}
