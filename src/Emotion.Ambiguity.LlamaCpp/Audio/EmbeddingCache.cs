using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>The embeddings of the clips used last, and the computations under way: whoever asks for the same clip meanwhile waits for the same result.</summary>
/// <remarks>Thread-safe. A computation goes on as long as one caller waits for it; only successful ones are kept.</remarks>
internal sealed class EmbeddingCache(int capacity, Func<Audio, CancellationToken, Task<AudioEmbeddings>> compute)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ClipKey, LinkedListNode<(ClipKey Key, AudioEmbeddings Value)>> _kept = [];
    private readonly LinkedList<(ClipKey Key, AudioEmbeddings Value)> _byUse = new(); // the clip used last comes first
    private readonly Dictionary<ClipKey, Run> _running = [];

    public async Task<AudioEmbeddings> GetAsync(Audio audio, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = ClipKey.Of(audio);
        Run run;
        lock (_gate)
        {
            if (Find(key) is { } found) return found;
            if (!_running.TryGetValue(key, out run!)) _running[key] = run = Start(key, audio);
            run.Waiting++;
        }

        try
        {
            return await run.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, run);
        }
    }

    private AudioEmbeddings? Find(ClipKey key)
    {
        if (!_kept.TryGetValue(key, out var node)) return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Value;
    }

    private Run Start(ClipKey key, Audio audio)
    {
        var run = new Run();
        run.Result = Task.Run(() => ComputeAsync(key, audio, run), CancellationToken.None);
        return run;
    }

    private async Task<AudioEmbeddings> ComputeAsync(ClipKey key, Audio audio, Run run)
    {
        AudioEmbeddings? result = null;
        try
        {
            return result = await compute(audio, run.Abandoned.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                Forget(key, run);
                if (result is not null) Keep(key, result);
            }
        }
    }

    private void Keep(ClipKey key, AudioEmbeddings value)
    {
        // A run that was abandoned in its last moment may have an heir that is done already.
        if (capacity == 0 || _kept.ContainsKey(key)) return;
        _kept[key] = _byUse.AddFirst((key, value));
        if (_kept.Count <= capacity) return;
        _kept.Remove(_byUse.Last!.Value.Key);
        _byUse.RemoveLast();
    }

    private void Leave(ClipKey key, Run run)
    {
        lock (_gate)
        {
            if (--run.Waiting > 0 || run.Result.IsCompleted) return;
            Forget(key, run);
        }

        // Nobody waits any more. Whoever asks from now on starts anew; how this one ends is of no interest.
        _ = run.Result.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        run.Abandoned.Cancel();
    }

    private void Forget(ClipKey key, Run run)
    {
        if (_running.TryGetValue(key, out var current) && current == run) _running.Remove(key);
    }

    /// <summary>One computation. Its token source is plain memory and never disposed: someone might just be leaving.</summary>
    private sealed class Run
    {
        public CancellationTokenSource Abandoned { get; } = new();

        public Task<AudioEmbeddings> Result { get; set; } = null!;

        public int Waiting { get; set; }
    }
}
