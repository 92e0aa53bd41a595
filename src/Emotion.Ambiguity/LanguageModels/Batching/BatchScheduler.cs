namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// Drives a decoder from one thread of its own: takes requests in the order of their arrival, computes as many together as the cache
/// holds, and lets new ones join between two batches.
/// </summary>
internal sealed class BatchScheduler : IAsyncDisposable
{
    // A prompt, a prefix, a label and retired cells.
    private const int FewestSequences = 4;

    private readonly object _gate = new();
    private readonly Queue<InferenceJob> _queue = new();
    private readonly List<InferenceJob> _active = [];
    private readonly ITokenDecoder _decoder;
    private readonly BatchingOptions _options;
    private readonly SequencePool _pool;
    private readonly PrefixCache _prefixes;
    private readonly RetiredCells _retired;
    private readonly BatchStep _step;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _abort = new();
    private int _activeCells;
    private int _jobsThatWantTheDecode;
    private bool _disposing;
    private Exception? _broken;

    public BatchScheduler(ITokenDecoder decoder, IModelVocabulary tokenizer, BatchingOptions options)
    {
        _decoder = decoder;
        _options = options;
        _pool = new SequencePool(decoder.MaxSequences, decoder.CacheTokens);
        _retired = new RetiredCells(decoder, _pool, ReuseOf(decoder, options));
        var eviction = _retired.IsKeeping ? PrefixEviction.AllTogether : PrefixEviction.OldestFirst;
        _prefixes = new PrefixCache(decoder, _pool, options.MaxPrefixes, (int)(decoder.CacheTokens * options.PrefixCacheShare), eviction);
        _step = new BatchStep(decoder, tokenizer, _retired);
        new Thread(Run) { IsBackground = true, Name = "Emotion.Ambiguity decoder" }.Start();
    }

    /// <summary>Sequences that the label trees of one request may take: one is for its prompt, one for a prefix, and one may hold retired cells.</summary>
    public int MaxTreeSequences => Math.Max(1, _decoder.MaxSequences - FewestSequences + 1);

    /// <summary>Requests that wait for their computation to start.</summary>
    public int QueueLength
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    public void Submit(InferenceJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing, typeof(BatchedLanguageModel));
            if (_broken is not null) throw Broken();
            _queue.Enqueue(job);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Called when a request was cancelled: wakes the thread, and stops the decode when nobody else waits for it.</summary>
    public void OnCancelled(InferenceJob job)
    {
        lock (_gate)
        {
            if (_disposing || _broken is not null) return;
            if (job.TakenCells > 0 && --_jobsThatWantTheDecode <= 0) _abort.Cancel();
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends all requests with <see cref="ObjectDisposedException"/> and the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposing = true;
            if (_broken is null) _abort.Cancel();
            Monitor.Pulse(_gate);
        }

        await _stopped.Task.ConfigureAwait(false);
        _abort.Dispose();
    }

    private void Run()
    {
        try
        {
            while (WaitForWork()) DecodeOnce();
        }
#pragma warning disable CA1031 // An exception that leaves this thread would end the process; every caller gets it instead.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_gate) _broken = exception;
        }
        finally
        {
            EndAll();
            _stopped.SetResult();
        }
    }

    private InferenceException Broken() => new(
        _decoder.EngineName, $"The decoder broke down earlier: {_broken!.Message}", "Dispose the language model and load it again.", _broken);

    // With fewer sequences than that none can be spared.
    private static CellReuse ReuseOf(ITokenDecoder decoder, BatchingOptions options) =>
        decoder.MaxSequences < FewestSequences ? CellReuse.AtOnce : options.CellReuse ?? CellReuse.WhenIdle;

    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_disposing) return false;
                DropCancelled();
                if (TimeToGather() is { } more)
                {
                    Monitor.Wait(_gate, more);
                    continue;
                }

                Admit();
                if (_active.Count > 0)
                {
                    _jobsThatWantTheDecode = _active.Count;
                    if (_abort.IsCancellationRequested)
                    {
                        _abort.Dispose();
                        _abort = new CancellationTokenSource();
                    }

                    return true;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>How much longer an idle decoder waits for more requests to begin with, or null for no more.</summary>
    private TimeSpan? TimeToGather()
    {
        if (_active.Count > 0 || !_queue.TryPeek(out var first) || _queue.Count >= _options.MaxActiveRequests) return null;
        var left = _options.MaxBatchDelay - first.Age;
        return left > TimeSpan.Zero ? left : null;
    }

    private void DropCancelled()
    {
        for (var i = _active.Count - 1; i >= 0; i--)
        {
            if (_active[i].IsCancelled) End(_active[i], new OperationCanceledException(_active[i].CancellationToken));
        }

        for (var n = _queue.Count; n > 0; n--)
        {
            var job = _queue.Dequeue();
            if (job.IsCancelled) job.Fail(new OperationCanceledException(job.CancellationToken));
            else _queue.Enqueue(job);
        }
    }

    /// <summary>Takes requests from the queue, first come first served, as long as sequences and cells last.</summary>
    private void Admit()
    {
        while (_active.Count < _options.MaxActiveRequests && _queue.TryPeek(out var job))
        {
            if (_active.Count > 0 && _retired.AreTooMany(_activeCells)) return;
            var prefix = job.Prompt.SharedTokens > 0 ? FindOrAddPrefix(job) : null;
            var cells = job.Cells - (prefix?.Tokens.Length ?? 0);
            if (prefix is not null) prefix.Users++;
            while ((_pool.FreeSequences < 1 + job.TreeSequences || _pool.FreeCells < cells) && MayEvict && _prefixes.TryEvict())
            {
                // Prefixes that nobody uses make room.
            }

            if (_pool.FreeSequences < 1 + job.TreeSequences || _pool.FreeCells < cells)
            {
                if (prefix is not null) prefix.Users--;
                return;
            }

            _queue.Dequeue();
            job.Start();
            job.Prefix = prefix;
            job.TakenCells = cells;
            job.Sequence = _pool.TakeSequence();
            job.TreeSequenceIds = _pool.TakeSequences(job.TreeSequences);
            _pool.TakeCells(cells);
            _activeCells += cells;
            _active.Add(job);
        }
    }

    // What is freed under a running request would become its next cells, before the ones it has.
    private bool MayEvict => _active.Count == 0 || !_retired.IsKeeping;

    // A prefix has to lie before the cells of all that go on from it, now and later: none is added once a request has cells.
    private bool MayAddPrefix => !_retired.IsKeeping || _active.TrueForAll(j => j.PromptPosition == 0);

    private PrefixCache.Prefix? FindOrAddPrefix(InferenceJob job)
    {
        var tokens = job.Prompt.Runs[0].Tokens.AsSpan(0, job.Prompt.SharedTokens);

        // Without room for the rest of the request, a new prefix would only push older ones out.
        return _prefixes.Find(tokens) ?? (MayAddPrefix && _pool.FreeCells >= job.Cells ? _prefixes.TryAdd(tokens.ToArray(), MayEvict) : null);
    }

    private void DecodeOnce()
    {
        try
        {
            foreach (var job in _active) StartFromPrefix(job);
            _step.Decode(_active, _abort.Token);
            for (var i = _active.Count - 1; i >= 0; i--)
            {
                if (_active[i].GenerationDone && _active[i].ScoringDone) End(_active[i], null);
                else if (_step.FaultOf(_active[i]) is { } fault) End(_active[i], fault);
            }
        }
        catch (OperationCanceledException)
        {
            // All that were active are cancelled, or the model is being disposed: the next round ends them and frees what they took.
            if (!_disposing) EndActive(job => new OperationCanceledException(job.CancellationToken));
        }
#pragma warning disable CA1031 // Whatever the engine throws belongs to the requests that were in the batch; the thread must live for the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EndActive(Fault(exception));
        }
    }

    private Func<InferenceJob, Exception> Fault(Exception exception)
    {
        // Not where it is caught: the compiler would make what holds it for every batch, and most fail not.
        var fault = exception as EmotionAmbiguityException
            ?? new InferenceException(_decoder.EngineName, exception.Message, "The model stays usable; try the request again.", exception);
        return _ => fault;
    }

    private void StartFromPrefix(InferenceJob job)
    {
        if (job.Prefix is not { } prefix || job.PromptPosition > 0) return;
        if (!prefix.IsDecoded)
        {
            _step.DecodePrefix(prefix, _abort.Token);
            prefix.IsDecoded = true;
        }
        else
        {
            job.ReusedTokens = prefix.Tokens.Length;
        }

        _decoder.CopySequence(prefix.Sequence, job.Sequence);
        job.PromptPosition = prefix.Tokens.Length;
        job.NextInPrompt = prefix.Tokens.Length == job.Prompt.Runs[0].Length ? (1, 0) : (0, prefix.Tokens.Length);
    }

    private void EndAll()
    {
        lock (_gate)
        {
            // The decoder is not used again, so nothing is given back to it; only the callers must be told.
            foreach (var job in _active.Concat(_queue))
            {
                job.Fail(_broken is null
                    ? new ObjectDisposedException(nameof(BatchedLanguageModel), "The language model was disposed while this request was under way.")
                    : Broken());
            }

            _active.Clear();
            _queue.Clear();
        }
    }

    private void EndActive(Func<InferenceJob, Exception> reason)
    {
        for (var i = _active.Count - 1; i >= 0; i--) End(_active[i], reason(_active[i]));
    }

    /// <summary>Frees what a request took, then tells its caller.</summary>
    private void End(InferenceJob job, Exception? fault)
    {
        _active.Remove(job);
        _step.EmptyTree(job);
        _pool.ReturnSequences(job.TreeSequenceIds);
        _retired.TakeFrom(job.Sequence);
        _pool.ReturnSequence(job.Sequence);
        _retired.Count(job.UsedCells);
        _pool.ReturnCells(job.TakenCells - job.UsedCells);
        _activeCells -= job.TakenCells;
        job.TakenCells = 0;
        if (_active.Count == 0) _retired.Free();
        if (job.Prefix is { } prefix)
        {
            prefix.Users--;
            if (!prefix.IsDecoded && prefix.Users == 0) _prefixes.Remove(prefix);
        }

        if (fault is null) job.Complete();
        else job.Fail(fault);
    }
}
