using MathNet.Numerics.LinearAlgebra;

namespace Emotion.Ambiguity.Fusion.Fitting;

/// <summary>Newton's method with parameters that must not be below 0: those that want to go there stay at 0, the others take Newton's step.</summary>
/// <remarks>Bertsekas, "Projected Newton methods for optimization problems with simple constraints", SIAM Journal on Control and Optimization 20, 1982.</remarks>
internal static class BoundedNewton
{
    private const int MostSteps = 500;

    // Below this expected gain (in nats) values differ by rounding alone, and Newton's whole step is right.
    private const double RoundingGain = 1e-13;

    /// <summary>The parameters with the lowest value.</summary>
    /// <exception cref="InvalidOperationException">It did not settle.</exception>
    public static double[] Minimize(FusionObjective objective)
    {
        var parameters = objective.Start();
        var lastGain = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, hessian) = objective.Derivatives(parameters);
            var reach = Reach(objective, parameters, gradient);
            if (reach <= 1e-12) return parameters;
            var direction = Direction(objective, parameters, gradient, hessian, Math.Min(1e-3, reach));
            if (Descend(objective, parameters, gradient, direction) is not { } next) return parameters;
            var gain = Gain(parameters, next, gradient);
            if (lastGain <= RoundingGain && gain >= 0.25 * lastGain) return parameters;
            (parameters, lastGain) = (next, gain);
        }

        throw new InvalidOperationException($"The fit did not settle within {MostSteps} steps. Fit with a larger penalty.");
    }

    /// <summary>How far a step down the gradient goes that stays within the bounds; 0 at the minimum.</summary>
    private static double Reach(FusionObjective objective, double[] parameters, double[] gradient) =>
        Enumerable.Range(0, parameters.Length).Max(k => Math.Abs(parameters[k] - Bounded(objective, k, parameters[k] - gradient[k])));

    private static double[] Direction(FusionObjective objective, double[] parameters, double[] gradient, Matrix<double> hessian, double near)
    {
        // For those at the bound, or nearly, the gradient itself: they end at the bound.
        int[] free = [.. Enumerable.Range(0, parameters.Length).Where(k => k >= objective.Experts || parameters[k] > near || gradient[k] <= 0)];
        var direction = (double[])gradient.Clone();
        if (free.Length == 0) return direction;
        var part = Matrix<double>.Build.Dense(free.Length, free.Length, (i, j) => hessian[free[i], free[j]]);
        var solved = part.Cholesky().Solve(Vector<double>.Build.Dense(free.Length, i => gradient[free[i]]));
        for (var i = 0; i < free.Length; i++) direction[free[i]] = solved[i];
        return direction;
    }

    /// <summary>The first of the halved steps that is low enough, or null where none makes a difference that a double can show.</summary>
    private static double[]? Descend(FusionObjective objective, double[] parameters, double[] gradient, double[] direction)
    {
        var value = objective.Value(parameters);
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            double[] next = [.. parameters.Select((x, k) => Bounded(objective, k, x - (length * direction[k])))];
            if (next.AsSpan().SequenceEqual(parameters)) return null;
            var gain = Gain(parameters, next, gradient);
            if (gain is > 0 and <= RoundingGain) return next;
            if (gain > 0 && objective.Value(next) <= value - (1e-4 * gain) + (1e-16 * (1 + Math.Abs(value)))) return next;
        }

        return null;
    }

    /// <summary>How much lower the value would be, were it as steep all the way.</summary>
    private static double Gain(double[] from, double[] to, double[] gradient)
    {
        var gain = 0.0;
        for (var k = 0; k < to.Length; k++) gain += gradient[k] * (from[k] - to[k]);
        return gain;
    }

    private static double Bounded(FusionObjective objective, int parameter, double value) => parameter < objective.Experts ? Math.Max(0, value) : value;
}
