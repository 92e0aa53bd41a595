using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>A recognizer that waits until it is let go, or throws what it is told to, and says what it saw.</summary>
internal sealed class HeldRecognizer(Exception? fault = null) : IAmbiguousEmotionRecognizer
{
    private readonly AmbiguousEmotionRecognizer _inner = TestServer.Recognizer();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _mostAtOnce;

    public EmotionTaxonomy Taxonomy => _inner.Taxonomy;

    public int Running => Volatile.Read(ref _running);

    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>Ends once a call was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public void Release() => _release.TrySetResult();

    public async Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        if (fault is not null) throw fault;
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostAtOnce, running);
        try
        {
            await _release.Task.WaitAsync(cancellationToken);
            return await _inner.RecognizeAsync(utterance, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public async IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var utterance in utterances.WithCancellation(cancellationToken)) yield return RecognitionOutcome.Success(utterance, await RecognizeAsync(utterance, cancellationToken));
    }

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
        }
    }
}
