using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>Recognises many utterances, several at a time, and hands them out in their order.</summary>
internal static class OrderedOutcomes
{
    public static async IAsyncEnumerable<RecognitionOutcome> RunAsync(
        IAsyncEnumerable<Utterance> utterances,
        int concurrency,
        Func<Utterance, CancellationToken, Task<RecognitionResult>> recognize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // One is being waited for by the reader below, the rest wait in the channel.
        var underWay = Channel.CreateBounded<Task<RecognitionOutcome>>(Math.Max(1, concurrency - 1));
        var starting = StartAllAsync(utterances, recognize, underWay.Writer, stop.Token);
        try
        {
            await foreach (var outcome in underWay.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false)) yield return await outcome.ConfigureAwait(false);
        }
        finally
        {
            // Also when the caller leaves early: nothing may go on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (underWay.Reader.TryRead(out var left)) await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task StartAllAsync(
        IAsyncEnumerable<Utterance> utterances,
        Func<Utterance, CancellationToken, Task<RecognitionResult>> recognize,
        ChannelWriter<Task<RecognitionOutcome>> underWay,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var utterance in utterances.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!await underWay.WaitToWriteAsync(cancellationToken).ConfigureAwait(false)) return;
                await underWay.WriteAsync(RecognizeAsync(utterance, recognize, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            }

            underWay.Complete();
        }
#pragma warning disable CA1031 // Whatever the source throws reaches the caller through the channel.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            underWay.Complete(exception);
        }
    }

    private static async Task<RecognitionOutcome> RecognizeAsync(
        Utterance utterance, Func<Utterance, CancellationToken, Task<RecognitionResult>> recognize, CancellationToken cancellationToken)
    {
        try
        {
            return RecognitionOutcome.Success(utterance, await recognize(utterance, cancellationToken).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // One bad utterance must not end the run: its error is its outcome. Cancellation and disposal end all of them.
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            return RecognitionOutcome.Failure(utterance, exception);
        }
    }
}
