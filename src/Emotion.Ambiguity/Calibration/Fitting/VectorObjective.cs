using Emotion.Ambiguity.Internal;
using MathNet.Numerics.LinearAlgebra;

namespace Emotion.Ambiguity.Calibration.Fitting;

/// <summary>The mean cross-entropy of targets to softmax(w ln p + b), with the penalty's share of an item. The parameters are w and then b. Convex.</summary>
/// <param name="table">Targets and predictions.</param>
/// <param name="penalty">The penalty on the sum over all items.</param>
internal sealed class VectorObjective(PairTable table, double penalty)
{
    private readonly double _ridge = penalty / table.Count;

    public int ParameterCount => 2 * table.LabelCount;

    /// <summary>The parameters that change nothing.</summary>
    public double[] Identity() => [.. Enumerable.Repeat(1.0, table.LabelCount), .. new double[table.LabelCount]];

    public double Value(ReadOnlySpan<double> parameters)
    {
        var labels = table.LabelCount;
        Span<double> q = new double[labels];
        var sum = 0.0;
        for (var row = 0; row < table.Targets.Length; row += labels)
        {
            sum += Softmax(parameters, row, q);
            for (var n = 0; n < labels; n++) sum -= table.Targets[row + n] * Score(parameters, row, n);
        }

        var value = sum / table.Count;
        for (var n = 0; n < ParameterCount; n++) value += _ridge / 2 * FromIdentity(parameters, n) * FromIdentity(parameters, n);
        return value;
    }

    /// <summary>The gradient, and the matrix of second derivatives.</summary>
    public (Vector<double> Gradient, Matrix<double> Hessian) Derivatives(ReadOnlySpan<double> parameters)
    {
        var labels = table.LabelCount;
        var (gradient, hessian) = (new double[ParameterCount], new double[ParameterCount, ParameterCount]);
        Span<double> q = new double[labels];
        for (var row = 0; row < table.Targets.Length; row += labels)
        {
            Softmax(parameters, row, q);
            AddItem(row, q, gradient, hessian);
        }

        for (var n = 0; n < ParameterCount; n++)
        {
            gradient[n] = (gradient[n] / table.Count) + (_ridge * FromIdentity(parameters, n));
            for (var m = 0; m <= n; m++) hessian[n, m] = hessian[m, n] = (hessian[n, m] / table.Count) + (n == m ? _ridge : 0);
        }

        return (Vector<double>.Build.DenseOfArray(gradient), Matrix<double>.Build.DenseOfArray(hessian));
    }

    /// <summary>Adds an item's part: with x = ln p and A = diag(q) - q q', the lower blocks of the Hessian are x A x', A x' and A.</summary>
    private void AddItem(int row, ReadOnlySpan<double> q, double[] gradient, double[,] hessian)
    {
        var labels = q.Length;
        var x = table.LogPredictions.AsSpan(row, labels);
        for (var i = 0; i < labels; i++)
        {
            var residual = q[i] - table.Targets[row + i];
            gradient[i] += residual * x[i];
            gradient[labels + i] += residual;
            for (var j = 0; j < labels; j++)
            {
                var a = (i == j ? q[i] : 0) - (q[i] * q[j]);
                hessian[labels + i, j] += a * x[j];
                if (j > i) continue;
                hessian[i, j] += a * x[i] * x[j];
                hessian[labels + i, labels + j] += a;
            }
        }
    }

    private double Softmax(ReadOnlySpan<double> parameters, int row, Span<double> q)
    {
        for (var n = 0; n < q.Length; n++) q[n] = Score(parameters, row, n);
        return ScoreSoftmax.Apply(q);
    }

    private double Score(ReadOnlySpan<double> parameters, int row, int n) => (parameters[n] * table.LogPredictions[row + n]) + parameters[table.LabelCount + n];

    private double FromIdentity(ReadOnlySpan<double> parameters, int n) => parameters[n] - (n < table.LabelCount ? 1 : 0);
}
