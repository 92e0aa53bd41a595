using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Calibration.Fitting;

/// <summary>
/// The mean cross-entropy of targets to q proportional to exp(base + theta * direction), as a function of theta: convex, since it is a log-sum-exp minus a line.
/// </summary>
/// <param name="table">The targets.</param>
/// <param name="baseScores">Scores at theta = 0, item after item; null for zeros.</param>
/// <param name="direction">How the scores grow with theta, item after item.</param>
/// <param name="identity">The theta that changes nothing.</param>
internal sealed class ExponentialTilt(PairTable table, double[]? baseScores, double[] direction, double identity)
{
    // Pulls theta to the identity where the items do not say anything about it, and by less than a fit can show where they do.
    private const double Ridge = 1e-9;

    private readonly double[] _direction = Center(direction, table.LabelCount);

    /// <summary>The theta between two bounds with the lowest value.</summary>
    public double Minimize(double lower, double upper)
    {
        if (Derivatives(lower).Slope >= 0) return lower;
        if (Derivatives(upper).Slope <= 0) return upper;
        var theta = identity;
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var (slope, curvature) = Derivatives(theta);
            if (slope == 0) break;
            if (slope > 0) upper = theta;
            else lower = theta;

            // Newton's step, unless it leaves the bracket: then the middle. A circle of steps would meet the bracket's ends, so there is none.
            var next = theta - (slope / curvature);
            if (!(next > lower && next < upper)) next = lower + ((upper - lower) / 2);
            var step = Math.Abs(next - theta);
            theta = next;
            if (step <= 1e-13 * (1 + Math.Abs(theta))) break;
        }

        return theta;
    }

    /// <summary>The first and the second derivative: the mean of sum (q - t) d, and the mean variance of d under q.</summary>
    internal (double Slope, double Curvature) Derivatives(double theta)
    {
        var labels = table.LabelCount;
        Span<double> q = new double[labels];
        var (slope, curvature) = (0.0, 0.0);
        for (var row = 0; row < _direction.Length; row += labels)
        {
            Softmax(theta, row, q);
            var (mean, square, target) = (0.0, 0.0, 0.0);
            for (var n = 0; n < labels; n++)
            {
                var d = _direction[row + n];
                mean += q[n] * d;
                square += q[n] * d * d;
                target += table.Targets[row + n] * d;
            }

            slope += mean - target;
            curvature += Math.Max(0, square - (mean * mean));
        }

        return ((slope / table.Count) + (Ridge * (theta - identity)), (curvature / table.Count) + Ridge);
    }

    /// <summary>The mean cross-entropy in nats, with the ridge.</summary>
    internal double Value(double theta)
    {
        var labels = table.LabelCount;
        Span<double> q = new double[labels];
        var sum = 0.0;
        for (var row = 0; row < _direction.Length; row += labels)
        {
            sum += Softmax(theta, row, q);
            for (var n = 0; n < labels; n++) sum -= table.Targets[row + n] * Score(theta, row + n);
        }

        return (sum / table.Count) + (Ridge / 2 * (theta - identity) * (theta - identity));
    }

    private double Softmax(double theta, int row, Span<double> q)
    {
        for (var n = 0; n < q.Length; n++) q[n] = Score(theta, row + n);
        return ScoreSoftmax.Apply(q);
    }

    private double Score(double theta, int k) => (baseScores is null ? 0 : baseScores[k]) + (theta * _direction[k]);

    /// <summary>Takes each item's mean away, which a softmax does not see: a direction that is the same for all labels becomes exactly 0.</summary>
    private static double[] Center(double[] direction, int labels)
    {
        var centered = new double[direction.Length];
        for (var row = 0; row < direction.Length; row += labels)
        {
            var first = direction[row];
            var mean = 0.0;
            for (var n = 0; n < labels; n++) mean += (direction[row + n] - first) / labels;
            for (var n = 0; n < labels; n++) centered[row + n] = direction[row + n] - first - mean;
        }

        return centered;
    }
}
