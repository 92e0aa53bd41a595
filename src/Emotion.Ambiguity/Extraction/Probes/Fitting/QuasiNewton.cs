using System.Numerics.Tensors;

namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>Limited-memory BFGS (Liu and Nocedal, Mathematical Programming 45, 1989) for smooth, strictly convex functions.</summary>
/// <remarks>
/// Not the minimisers of MathNet.Numerics: they stop with an exception where a line search no longer sees a difference, which is what a minimum looks like.
/// </remarks>
internal static class QuasiNewton
{
    private const int Memory = 12;
    private const int MostSteps = 2000;

    // Of parameters whose curvature is at most about 1: the value is then within rounding of the lowest.
    public const double Exact = 1e-7;

    // Within 1e-7 nats or so: enough to compare fits.
    public const double Rough = 1e-4;

    /// <summary>Computes a value, and the gradient into a buffer.</summary>
    public delegate double Function(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>The parameters with the lowest value, as soon as no derivative is larger than a bound.</summary>
    /// <exception cref="InvalidOperationException">It did not settle.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double[] Minimize(Function function, double[] start, double largestGradient, CancellationToken cancellationToken)
    {
        var (x, gradient, history) = ((double[])start.Clone(), new double[start.Length], new List<Pair>());
        var (next, nextGradient) = (new double[start.Length], new double[start.Length]);
        var value = function(x, gradient);
        for (var step = 0; step < MostSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) <= largestGradient) return x;
            var direction = Direction(gradient, history);
            var slope = TensorPrimitives.Dot<double>(direction, gradient);
            var length = 1.0;
            double nextValue;
            while (true)
            {
                TensorPrimitives.MultiplyAdd(direction, -length, x, next);
                nextValue = function(next, nextGradient);
                if (nextValue <= value - (1e-4 * length * slope) + (1e-15 * (1 + Math.Abs(value)))) break;
                length /= 2;

                // No step makes a difference that a double can show.
                if (length < 1e-12) return x;
            }

            Remember(history, x, next, gradient, nextGradient);
            (x, next, gradient, nextGradient, value) = (next, x, nextGradient, gradient, nextValue);
        }

        throw new InvalidOperationException($"The fit did not settle within {MostSteps} steps. Fit with larger penalties.");
    }

    private static void Remember(List<Pair> history, double[] from, double[] to, double[] gradientFrom, double[] gradientTo)
    {
        var (step, change) = (new double[from.Length], new double[from.Length]);
        TensorPrimitives.Subtract(to, from, step);
        TensorPrimitives.Subtract(gradientTo, gradientFrom, change);
        var curvature = TensorPrimitives.Dot<double>(step, change);
        if (!(curvature > 0)) return;
        if (history.Count == Memory) history.RemoveAt(0);
        history.Add(new Pair(step, change, 1 / curvature));
    }

    private static double[] Direction(double[] gradient, List<Pair> history)
    {
        var direction = (double[])gradient.Clone();
        var shares = new double[history.Count];
        for (var k = history.Count - 1; k >= 0; k--)
        {
            shares[k] = history[k].Inverse * TensorPrimitives.Dot<double>(history[k].Step, direction);
            TensorPrimitives.MultiplyAdd(history[k].Change, -shares[k], direction, direction);
        }

        if (history.Count > 0)
        {
            var last = history[^1];
            TensorPrimitives.Multiply(direction, 1 / (last.Inverse * TensorPrimitives.Dot<double>(last.Change, last.Change)), direction);
        }

        for (var k = 0; k < history.Count; k++)
        {
            var back = history[k].Inverse * TensorPrimitives.Dot<double>(history[k].Change, direction);
            TensorPrimitives.MultiplyAdd(history[k].Step, shares[k] - back, direction, direction);
        }

        return direction;
    }

    private sealed record Pair(double[] Step, double[] Change, double Inverse);
}
