using Emotion.Ambiguity.Isolation.Hosting;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation;

/// <summary>The worker's side: what a program calls first of all that can be started as a worker.</summary>
/// <remarks>Thread-safe.</remarks>
public static class IsolatedWorker
{
    /// <summary>The environment variable by which a program knows that it was started as a worker; taken away as soon as it is read.</summary>
    internal const string PipeVariable = "EMOTION_AMBIGUITY_WORKER_PIPE";

    /// <summary>
    /// Where this process was started by an <see cref="IsolatedRecognizer"/>: loads the recognizer, answers until the parent ends the worker or is gone, and
    /// frees it. Elsewhere: does nothing. The program may write to standard output and standard error as it likes.
    /// </summary>
    /// <typeparam name="TRecognizer">The recognizer.</typeparam>
    /// <param name="load">Makes the recognizer, which the worker then owns. What it throws comes out of <see cref="IsolatedRecognizer.StartAsync"/>.</param>
    /// <param name="cancellationToken">Ends the worker as the parent would.</param>
    /// <returns>True where this was a worker, whose work is over: Main should return. False where it was not.</returns>
    /// <exception cref="IOException">The parent cannot be reached.</exception>
    public static async Task<bool> RunIfWorkerAsync<TRecognizer>(Func<CancellationToken, Task<TRecognizer>> load, CancellationToken cancellationToken = default)
        where TRecognizer : IAmbiguousEmotionRecognizer
    {
        ArgumentNullException.ThrowIfNull(load);
        if (Environment.GetEnvironmentVariable(PipeVariable) is not { Length: > 0 } pipe) return false;

        // What this process starts in its turn is no worker of the same parent.
        Environment.SetEnvironmentVariable(PipeVariable, null);
        await WorkerHost.RunAsync(pipe, async token => await load(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
