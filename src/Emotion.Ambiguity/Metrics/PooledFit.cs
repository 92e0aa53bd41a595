using System.Runtime.CompilerServices;

namespace Emotion.Ambiguity.Metrics;

/// <summary>1 - SSE / SST over a corpus, from running sums.</summary>
internal sealed class PooledFit
{
    // Sums of the differences to the first item: raw sums of squares would lose digits where the votes hardly differ.
    private readonly double[] _origin;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private double _errors;
    private long _count;

    public PooledFit(int labelCount)
    {
        _origin = new double[labelCount];
        _sums = new double[labelCount];
        _squares = new double[labelCount];
    }

    public double? Value
    {
        get
        {
            var total = 0.0;
            for (var i = 0; i < _sums.Length; i++) total += _squares[i] - (_count == 0 ? 0 : _sums[i] * _sums[i] / _count);

            // Below this, all items have the same votes and what is left is rounding.
            return total > 1e-12 ? 1 - (_errors / total) : null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> target, double squaredError)
    {
        if (_count++ == 0) target.CopyTo(_origin);
        _errors += squaredError;
        for (var i = 0; i < _sums.Length; i++)
        {
            var difference = target[i] - _origin[i];
            _sums[i] += difference;
            _squares[i] += difference * difference;
        }
    }

    public void Merge(PooledFit other)
    {
        if (other._count == 0) return;
        if (_count == 0) other._origin.CopyTo(_origin, 0);
        for (var i = 0; i < _sums.Length; i++)
        {
            var shift = other._origin[i] - _origin[i];
            _squares[i] += other._squares[i] + (2 * shift * other._sums[i]) + (other._count * shift * shift);
            _sums[i] += other._sums[i] + (other._count * shift);
        }

        _errors += other._errors;
        _count += other._count;
    }
}
