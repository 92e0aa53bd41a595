using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>One round: fills a batch from the active requests, decodes it, and hands each its rows. One caller at a time.</summary>
internal sealed class BatchStep
{
    private const int BatchKinds = 4;

    // Engines compute the logits of every row whose hidden state is wanted, needed or not: this many rows of a large vocabulary are some 10 MB.
    private const int MostStates = 64;

    private readonly ITokenDecoder _decoder;
    private readonly IModelVocabulary _tokenizer;
    private readonly RetiredCells _retired;
    private readonly DecoderBatch _batch;
    private readonly List<Row> _rows = [];
    private readonly List<(InferenceJob Job, Exception Fault)> _faults = [];
    private float[] _childLogits = new float[64];
    private float[] _state = [];
    private BatchKind _lastKind;

    public BatchStep(ITokenDecoder decoder, IModelVocabulary tokenizer, RetiredCells retired)
    {
        (_decoder, _tokenizer, _retired) = (decoder, tokenizer, retired);
        _batch = new DecoderBatch(decoder.MaxBatchTokens, decoder.MaxSequences);
    }

    public Exception? FaultOf(InferenceJob job)
    {
        foreach (var (failed, fault) in _faults)
        {
            if (ReferenceEquals(failed, job)) return fault;
        }

        return null;
    }

    /// <summary>Computes a prompt beginning into its own sequence.</summary>
    public void DecodePrefix(PrefixCache.Prefix prefix, CancellationToken cancellationToken)
    {
        for (var start = 0; start < prefix.Tokens.Length; start += _batch.Capacity)
        {
            _batch.Clear();
            var end = Math.Min(prefix.Tokens.Length, start + _batch.Capacity);
            for (var position = start; position < end; position++) _batch.AddToken(prefix.Tokens[position], position, [prefix.Sequence], RowLogits.Unwanted);
            _decoder.Decode(_batch, cancellationToken);
        }
    }

    public void Decode(List<InferenceJob> jobs, CancellationToken cancellationToken)
    {
        _batch.Clear();
        _rows.Clear();
        _faults.Clear();
        Fill(jobs);
        if (_batch.Count == 0) return;
        _decoder.Decode(_batch, cancellationToken);
        foreach (var row in CollectionsMarshal.AsSpan(_rows))
        {
            if (FaultOf(row.Job) is not null) continue;
            try
            {
                Read(row);
            }
            catch (InferenceException fault)
            {
                _faults.Add((row.Job, fault));
            }
        }
    }

    /// <summary>Empties the sequences of a request's label tree.</summary>
    public void EmptyTree(InferenceJob job)
    {
        if (!job.TreeForked) return;
        foreach (var sequence in job.TreeSequenceIds.AsSpan(0, job.Trees[job.TreeIndex].SequenceCount)) _retired.TakeFrom(sequence);
        job.DecodedTreeNodes += job.NextTreeNode;
        job.TreeForked = false;
    }

    private void Fill(List<InferenceJob> jobs)
    {
        _lastKind = NextKind(jobs);
        if (_lastKind == BatchKind.Tokens)
        {
            // Running answers and label trees first: they are short and hold sequences that others wait for.
            foreach (var job in jobs) AddPendingToken(job);
            foreach (var job in jobs) AddTreeNodes(job);
        }

        foreach (var job in jobs) AddPrompt(job, _lastKind);
    }

    /// <summary>A batch holds one kind of rows; where several wait, they take turns.</summary>
    private BatchKind NextKind(List<InferenceJob> jobs)
    {
        for (var i = 1; i <= BatchKinds; i++)
        {
            var kind = (BatchKind)(((int)_lastKind + i) % BatchKinds);
            foreach (var job in jobs)
            {
                if (PromptKind(job) == kind || (kind == BatchKind.Tokens && (job.PendingToken >= 0 || job.TreeForked))) return kind;
            }
        }

        return BatchKind.Tokens;
    }

    private static TokenizedPrompt.Run? NextRun(InferenceJob job) => job.PromptDone ? null : job.Prompt.Runs[job.NextInPrompt.Run];

    private static BatchKind? PromptKind(InferenceJob job) => (NextRun(job), job.PromptPosition >= job.FirstState) switch
    {
        (null, _) => null,
        ({ Embeddings: null }, false) => BatchKind.Tokens,
        ({ Embeddings: null }, true) => BatchKind.TokenStates,
        (_, false) => BatchKind.Embeddings,
        _ => BatchKind.EmbeddingStates,
    };

    private void AddPendingToken(InferenceJob job)
    {
        if (job.PendingToken < 0 || _batch.Count == _batch.Capacity) return;
        var row = _batch.AddToken(job.PendingToken, job.Prompt.Length + job.DecodedOutputTokens, [job.Sequence], RowLogits.Wanted);
        job.DecodedOutputTokens++;
        job.PendingToken = -1;
        _rows.Add(new Row(job, row, RowKind.Output, null));
    }

    private void AddTreeNodes(InferenceJob job)
    {
        if (!job.TreeForked) return;
        var tree = job.Trees[job.TreeIndex];
        while (job.NextTreeNode < tree.Decoded.Count && _batch.Count < _batch.Capacity)
        {
            var node = tree.Decoded[job.NextTreeNode++];
            var sequences = job.TreeSequenceIds.AsSpan(node.FirstSequence..node.SequenceEnd);
            var row = _batch.AddToken(node.Token, job.Prompt.Length + node.Depth, sequences, RowLogits.Wanted);
            _rows.Add(new Row(job, row, RowKind.TreeNode, node));
        }
    }

    private void AddPrompt(InferenceJob job, BatchKind kind)
    {
        var wantsStates = kind is BatchKind.TokenStates or BatchKind.EmbeddingStates;
        var capacity = wantsStates ? Math.Min(_batch.Capacity, MostStates) : _batch.Capacity;
        while (_batch.Count < capacity && PromptKind(job) == kind)
        {
            var run = NextRun(job)!;
            var isLast = job.PromptPosition == job.Prompt.Length - 1;
            var logits = wantsStates ? RowLogits.WantedWithHiddenState : isLast ? RowLogits.Wanted : RowLogits.Unwanted;
            var row = run.Embeddings is { } part
                ? _batch.AddEmbedding(part.Values.Span.Slice(job.NextInPrompt.Offset * part.Width, part.Width), job.PromptPosition, job.Sequence, logits)
                : _batch.AddToken(run.Tokens[job.NextInPrompt.Offset], job.PromptPosition, [job.Sequence], logits);
            if (wantsStates) _rows.Add(new Row(job, row, RowKind.State, null));
            if (isLast) _rows.Add(new Row(job, row, RowKind.PromptEnd, null));
            job.PromptPosition++;
            job.NextInPrompt = job.NextInPrompt.Offset + 1 == run.Length ? (job.NextInPrompt.Run + 1, 0) : (job.NextInPrompt.Run, job.NextInPrompt.Offset + 1);
        }
    }

    private void Read(Row row)
    {
        switch (row.Kind)
        {
            case RowKind.State:
                ReadState(row.Job, row.Index);
                break;
            case RowKind.PromptEnd:
                if (row.Job.Request.MaxOutputTokens == 0) row.Job.GenerationDone = true;
                else ReadOutput(row.Job, row.Index);
                StartTrees(row.Job, row.Index);
                break;
            case RowKind.Output:
                ReadOutput(row.Job, row.Index);
                break;
            case RowKind.TreeNode:
                ReadChildren(row.Job, row.Node!, row.Index);
                if (row.Job.NextTreeNode == row.Job.Trees[row.Job.TreeIndex].Decoded.Count
                    && ReferenceEquals(row.Node, row.Job.Trees[row.Job.TreeIndex].Decoded[^1]))
                {
                    FinishTree(row.Job);
                }

                break;
        }
    }

    private void ReadState(InferenceJob job, int row)
    {
        var decoder = (IHiddenStateDecoder)_decoder;
        if (_state.Length != decoder.HiddenStateWidth) _state = new float[decoder.HiddenStateWidth];
        decoder.CopyHiddenState(row, _state);
        job.AddState(_state);
    }

    private void ReadOutput(InferenceJob job, int row)
    {
        var token = job.Random is { } random
            ? _decoder.Sample(row, job.Request.Sampling.Temperature, random.NextDouble())
            : _decoder.ArgMax(row);
        if (_tokenizer.IsEndOfGeneration(token))
        {
            job.GenerationDone = true;
            return;
        }

        var logits = job.AppendOutput(token);
        if (logits.Length > 0) _decoder.CopyLogits(row, job.Request.LogitTokenIds.Span, logits);
        if (job.OutputTokenCount == job.Request.MaxOutputTokens)
        {
            job.Stop = GenerationStop.MaxOutputTokens;
            job.GenerationDone = true;
        }
        else
        {
            job.PendingToken = token;
        }
    }

    /// <summary>The last row of the prompt scores the first token of every continuation, of all trees: it is gone after the next batch.</summary>
    private void StartTrees(InferenceJob job, int row)
    {
        foreach (var tree in job.Trees) ReadChildren(job, tree.Root, row);
        while (!job.ScoringDone && job.Trees[job.TreeIndex].Decoded.Count == 0) job.TreeIndex++;
        if (!job.ScoringDone) ForkTree(job);
    }

    private void ForkTree(InferenceJob job)
    {
        job.TreeForked = true;
        job.NextTreeNode = 0;
        foreach (var sequence in job.TreeSequenceIds.AsSpan(0, job.Trees[job.TreeIndex].SequenceCount))
        {
            _decoder.CopySequence(job.Sequence, sequence);

            // Tokens of the answer that were decoded meanwhile are no part of the prompt.
            if (job.DecodedOutputTokens > 0) _decoder.RemoveSequence(sequence, job.Prompt.Length);
        }
    }

    private void FinishTree(InferenceJob job)
    {
        EmptyTree(job);
        do
        {
            job.TreeIndex++;
        }
        while (!job.ScoringDone && job.Trees[job.TreeIndex].Decoded.Count == 0);
        if (!job.ScoringDone) ForkTree(job);
    }

    private void ReadChildren(InferenceJob job, ContinuationTree.Node node, int row)
    {
        var count = node.ChildTokens.Length;
        if (_childLogits.Length < count) _childLogits = new float[count * 2];
        var logits = _childLogits.AsSpan(0, count);
        _decoder.CopyLogits(row, node.ChildTokens, logits);
        var logSumExp = _decoder.LogSumExp(row);
        var before = node.Slot == 0 ? 0 : job.NodeLogLikelihoods[node.Slot];
        for (var i = 0; i < count; i++)
        {
            var child = node.Children[i];
            var logLikelihood = before + logits[i] - logSumExp;
            if (child.IsDecoded) job.NodeLogLikelihoods[child.Slot] = logLikelihood;
            foreach (var continuation in child.EndingHere) job.Scores[continuation] = new ContinuationScore(logLikelihood, child.Depth + 1);
        }
    }

    // In the order of their turns.
    private enum BatchKind
    {
        Tokens,
        Embeddings,
        TokenStates,
        EmbeddingStates,
    }

    private enum RowKind
    {
        State,
        PromptEnd,
        Output,
        TreeNode,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(InferenceJob Job, int Index, RowKind Kind, ContinuationTree.Node? Node);
}
