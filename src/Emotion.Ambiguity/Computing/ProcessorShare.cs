namespace Emotion.Ambiguity.Computing;

/// <summary>Threads of a <see cref="ProcessorBudget"/> that may compute until this is disposed. The default value holds none.</summary>
public readonly struct ProcessorShare : IDisposable, IEquatable<ProcessorShare>
{
    private readonly ProcessorBudget? _budget;

    internal ProcessorShare(ProcessorBudget budget, int threads) => (_budget, Threads) = (budget, threads);

    /// <summary>How many threads.</summary>
    public int Threads { get; }

    /// <summary>Whether two are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where budget and number are.</returns>
    public static bool operator ==(ProcessorShare left, ProcessorShare right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where budget or number differ.</returns>
    public static bool operator !=(ProcessorShare left, ProcessorShare right) => !left.Equals(right);

    /// <summary>Gives the threads back.</summary>
    public void Dispose() => _budget?.Return(Threads);

    /// <inheritdoc/>
    public bool Equals(ProcessorShare other) => ReferenceEquals(_budget, other._budget) && Threads == other.Threads;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProcessorShare other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_budget, Threads);
}
