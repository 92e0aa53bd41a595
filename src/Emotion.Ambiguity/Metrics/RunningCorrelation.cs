using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Pearson's r of pairs that come one after the other, without keeping them (Welford's update).</summary>
internal sealed class RunningCorrelation
{
    private long _count;
    private (double X, double Y) _mean;
    private (double XX, double YY, double XY) _moment;
    private (double Min, double Max) _rangeX = (double.PositiveInfinity, double.NegativeInfinity);
    private (double Min, double Max) _rangeY = (double.PositiveInfinity, double.NegativeInfinity);

    public double? Value
    {
        get
        {
            if (_count < 2 || _rangeX.Max - _rangeX.Min <= ProbabilityTies.Tolerance || _rangeY.Max - _rangeY.Min <= ProbabilityTies.Tolerance) return null;
            return Math.Clamp(_moment.XY / Math.Sqrt(_moment.XX * _moment.YY), -1, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double x, double y)
    {
        _count++;
        var (dx, dy) = (x - _mean.X, y - _mean.Y);
        _mean = (_mean.X + (dx / _count), _mean.Y + (dy / _count));
        _moment = (_moment.XX + (dx * (x - _mean.X)), _moment.YY + (dy * (y - _mean.Y)), _moment.XY + (dx * (y - _mean.Y)));
        _rangeX = (Math.Min(_rangeX.Min, x), Math.Max(_rangeX.Max, x));
        _rangeY = (Math.Min(_rangeY.Min, y), Math.Max(_rangeY.Max, y));
    }

    public void Merge(RunningCorrelation other)
    {
        if (other._count == 0) return;
        var total = _count + other._count;
        var (dx, dy) = (other._mean.X - _mean.X, other._mean.Y - _mean.Y);
        var weight = (double)_count * other._count / total;
        _moment = (
            _moment.XX + other._moment.XX + (dx * dx * weight),
            _moment.YY + other._moment.YY + (dy * dy * weight),
            _moment.XY + other._moment.XY + (dx * dy * weight));
        _mean = (_mean.X + (dx * other._count / total), _mean.Y + (dy * other._count / total));
        _rangeX = (Math.Min(_rangeX.Min, other._rangeX.Min), Math.Max(_rangeX.Max, other._rangeX.Max));
        _rangeY = (Math.Min(_rangeY.Min, other._rangeY.Min), Math.Max(_rangeY.Max, other._rangeY.Max));
        _count = total;
    }
}
