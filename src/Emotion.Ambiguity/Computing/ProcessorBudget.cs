namespace Emotion.Ambiguity.Computing;

/// <summary>
/// Shares the processor's cores between the engines of a process. An engine's threads wait for each other by spinning: two engines that compute at once with more
/// threads than there are cores are slower than one after the other. Engines with the same budget never take more threads than it has cores.
/// </summary>
/// <remarks>Thread-safe. Whoever asked first computes first; nothing is allocated where nobody has to wait.</remarks>
public sealed class ProcessorBudget
{
    private readonly object _gate = new();
    private readonly HashSet<long> _left = [];
    private long _lastTicket;
    private long _turn = 1;
    private int _free;

    /// <summary>Creates a budget.</summary>
    /// <param name="cores">Threads that may compute at a time, 1 or more. The processors that this process may use are <see cref="Environment.ProcessorCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no core.</exception>
    public ProcessorBudget(int cores)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        (Cores, _free) = (cores, cores);
    }

    /// <summary>Threads that may compute at a time.</summary>
    public int Cores { get; }

    /// <summary>Waits until so many threads may compute, and holds them. Blocks the calling thread: for threads that compute themselves.</summary>
    /// <param name="threads">Threads that will compute, 1 or more; more than there are cores count as all of them.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The share; disposing it, once, gives it back.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ProcessorShare Take(int threads, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var needed = Math.Min(threads, Cores);
        lock (_gate)
        {
            var ticket = ++_lastTicket;
            if (ticket != _turn || _free < needed) Wait(ticket, needed, cancellationToken);
            _free -= needed;
            EndTurn();
        }

        return new ProcessorShare(this, needed);
    }

    internal void Return(int threads)
    {
        lock (_gate)
        {
            _free += threads;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wait(long ticket, int needed, CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static gate => { lock (gate!) Monitor.PulseAll(gate); }, _gate);
        while (ticket != _turn || _free < needed)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                if (ticket == _turn) EndTurn();
                else _left.Add(ticket);
                throw new OperationCanceledException(cancellationToken);
            }

            Monitor.Wait(_gate);
        }
    }

    /// <summary>The next ticket's turn; those whose holders left are passed over.</summary>
    private void EndTurn()
    {
        do
        {
            _turn++;
        }
        while (_left.Remove(_turn));
        Monitor.PulseAll(_gate);
    }
}
