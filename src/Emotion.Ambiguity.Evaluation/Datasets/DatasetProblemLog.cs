using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Counts the rows that a reader could not use, and keeps the first of them.</summary>
/// <remarks>Thread-safe. One log may serve several datasets and several readings; it is never emptied.</remarks>
public sealed class DatasetProblemLog
{
    /// <summary>The number of problems that are kept, 1,000. All are counted.</summary>
    public const int KeptProblems = 1000;

    private readonly Lock _lock = new();
    private readonly List<DatasetProblem> _kept = [];
    private readonly Action<DatasetProblem>? _onProblem;
    private long _count;

    /// <summary>Creates a log.</summary>
    public DatasetProblemLog()
    {
    }

    /// <summary>Creates a log that also passes each problem on.</summary>
    /// <param name="onProblem">Called for every problem, on the thread that reads, one at a time for each reading.</param>
    public DatasetProblemLog(Action<DatasetProblem> onProblem)
    {
        ArgumentNullException.ThrowIfNull(onProblem);
        _onProblem = onProblem;
    }

    /// <summary>The number of problems so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The first problems, in the order of their arrival, at most <see cref="KeptProblems"/>.</summary>
    public ImmutableArray<DatasetProblem> Problems
    {
        get
        {
            lock (_lock) return [.. _kept];
        }
    }

    /// <summary>Adds a problem.</summary>
    /// <param name="problem">The problem.</param>
    public void Add(DatasetProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Interlocked.Increment(ref _count);
        lock (_lock)
        {
            if (_kept.Count < KeptProblems) _kept.Add(problem);
        }

        _onProblem?.Invoke(problem);
    }
}
