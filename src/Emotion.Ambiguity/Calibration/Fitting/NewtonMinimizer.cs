using MathNet.Numerics.LinearAlgebra;

namespace Emotion.Ambiguity.Calibration.Fitting;

/// <summary>Newton's method with halved steps. The objective is strictly convex, so there is one minimum and every step leads down to it.</summary>
/// <remarks>
/// Not the minimisers of MathNet.Numerics: they stop with an exception where a line search no longer sees a difference, which is what a minimum looks like.
/// </remarks>
internal static class NewtonMinimizer
{
    // Below this expected gain (in nats) values differ by rounding alone, and Newton's whole step is right.
    private const double RoundingGain = 1e-13;

    /// <summary>The parameters with the lowest value, from the identity on.</summary>
    public static double[] Minimize(VectorObjective objective)
    {
        var parameters = objective.Identity();
        var lastGain = double.PositiveInfinity;
        for (var iteration = 0; iteration < 500; iteration++)
        {
            var (gradient, hessian) = objective.Derivatives(parameters);
            var step = Solve(hessian, gradient);
            var gain = gradient.DotProduct(step);
            if (!(gain > 0) || (lastGain <= RoundingGain && gain >= 0.25 * lastGain)) return parameters;
            parameters = gain <= RoundingGain ? Move(parameters, step, 1) : Descend(objective, parameters, step, gain);
            lastGain = gain;
        }

        throw new InvalidOperationException("The fit did not settle within 500 steps. Fit with a larger penalty.");
    }

    private static double[] Descend(VectorObjective objective, double[] parameters, Vector<double> step, double gain)
    {
        var value = objective.Value(parameters);
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            var next = Move(parameters, step, length);
            if (objective.Value(next) <= value - (1e-4 * length * gain) + (1e-15 * (1 + Math.Abs(value)))) return next;
        }

        return parameters;
    }

    private static double[] Move(double[] parameters, Vector<double> step, double length) => [.. parameters.Select((x, n) => x - (length * step[n]))];

    private static Vector<double> Solve(Matrix<double> hessian, Vector<double> gradient)
    {
        // The penalty makes the matrix positive definite; where rounding eats it, a little more of the same keeps the step downhill.
        for (var extra = 0.0; ; extra = Math.Max(10 * extra, 1e-14 * hessian.Trace()))
        {
            try
            {
                return (hessian + Matrix<double>.Build.DiagonalIdentity(hessian.RowCount).Multiply(extra)).Cholesky().Solve(gradient);
            }
            catch (ArgumentException) when (extra <= hessian.Trace())
            {
                // MathNet's way to say that the matrix is not positive definite.
            }
        }
    }
}
