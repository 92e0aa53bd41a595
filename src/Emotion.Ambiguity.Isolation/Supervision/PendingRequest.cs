using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>A request that was sent. It stays known until the worker has answered, also where its caller has left: a worker that never answers hangs.</summary>
internal sealed class PendingRequest(long id) : IDisposable
{
    // The caller's code must not run on the thread that reads the pipe.
    private readonly TaskCompletionSource<RecognitionResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _cancellation;
    private Timer? _limit;

    public long Id { get; } = id;

    public Task<RecognitionResult> Answer => _answer.Task;

    /// <summary>Watches over the request until it is disposed.</summary>
    public void Watch(TimeSpan limit, Action onLimit, Action onCancelled, CancellationToken cancellationToken)
    {
        if (limit != Timeout.InfiniteTimeSpan) _limit = new Timer(_ => onLimit(), null, limit, Timeout.InfiniteTimeSpan);
        _cancellation = cancellationToken.UnsafeRegister(_ =>
        {
            if (_answer.TrySetCanceled(cancellationToken)) onCancelled();
        }, null);
    }

    public void Succeed(RecognitionResult result) => _answer.TrySetResult(result);

    public void Fail(Exception fault) => _answer.TrySetException(fault);

    public void Dispose()
    {
        // Not Dispose: that waits for a callback under way, which may be the one that this is called from.
        _cancellation.Unregister();
        _limit?.Dispose();
    }
}
