using System.Numerics.Tensors;
using Emotion.Ambiguity.Internal;
using MathNet.Numerics.LinearAlgebra;

namespace Emotion.Ambiguity.Fusion.Fitting;

/// <summary>The mean cross-entropy of votes to the product, with the penalty's share of an item. The parameters are the weights and then the biases, if any. Convex.</summary>
internal sealed class FusionObjective
{
    private readonly double[] _targets;

    // Row after row: an item's label, with the logarithm that each parameter is multiplied by.
    private readonly double[] _factors;
    private readonly int _count;
    private readonly int _labels;
    private readonly double _ridge;

    public FusionObjective(FusionItem[] items, int experts, FusionFitOptions options)
    {
        (_count, _labels, Experts) = (items.Length, items[0].Target.Taxonomy.Count, experts);
        ParameterCount = experts + (options.WithBiases ? _labels : 0);
        _ridge = options.Penalty / _count;
        (_targets, _factors) = (new double[_count * _labels], new double[_count * _labels * ParameterCount]);
        var logarithms = new double[_labels];
        for (var i = 0; i < _count; i++)
        {
            items[i].Target.Probabilities.CopyTo(_targets.AsSpan(i * _labels));
            for (var k = 0; k < experts; k++)
            {
                if (items[i].Predictions[k] is not { } prediction) continue;
                FusionProfile.Logarithms(prediction, options.Epsilon, logarithms);
                for (var n = 0; n < _labels; n++) Factors(i, n)[k] = logarithms[n];
            }

            for (var n = 0; options.WithBiases && n < _labels; n++) Factors(i, n)[experts + n] = 1;
        }
    }

    /// <summary>The first parameters, which must not be below 0.</summary>
    public int Experts { get; }

    public int ParameterCount { get; }

    /// <summary>The geometric mean.</summary>
    public double[] Start() => [.. Enumerable.Range(0, ParameterCount).Select(Preferred)];

    public double Value(ReadOnlySpan<double> parameters)
    {
        Span<double> q = new double[_labels];
        var value = 0.0;
        for (var i = 0; i < _count; i++)
        {
            Scores(i, parameters, q);
            for (var n = 0; n < _labels; n++) value -= _targets[(i * _labels) + n] * q[n] / _count;
            value += ScoreSoftmax.Apply(q) / _count;
        }

        for (var k = 0; k < ParameterCount; k++) value += _ridge / 2 * Math.Pow(parameters[k] - Preferred(k), 2);
        return value;
    }

    public (double[] Gradient, Matrix<double> Hessian) Derivatives(ReadOnlySpan<double> parameters)
    {
        var (gradient, hessian) = (new double[ParameterCount], new double[ParameterCount, ParameterCount]);
        Span<double> q = new double[_labels];
        Span<double> means = new double[ParameterCount];
        for (var i = 0; i < _count; i++)
        {
            Scores(i, parameters, q);
            ScoreSoftmax.Apply(q);
            means.Clear();
            for (var n = 0; n < _labels; n++)
            {
                var factors = Factors(i, n);
                for (var k = 0; k < ParameterCount; k++)
                {
                    means[k] += q[n] * factors[k];
                    gradient[k] += (q[n] - _targets[(i * _labels) + n]) * factors[k] / _count;
                }
            }

            // The covariance of the factors under q.
            for (var n = 0; n < _labels; n++)
            {
                var factors = Factors(i, n);
                for (var k = 0; k < ParameterCount; k++)
                {
                    for (var l = 0; l <= k; l++) hessian[k, l] += q[n] * (factors[k] - means[k]) * (factors[l] - means[l]) / _count;
                }
            }
        }

        for (var k = 0; k < ParameterCount; k++)
        {
            gradient[k] += _ridge * (parameters[k] - Preferred(k));
            hessian[k, k] += _ridge;
            for (var l = 0; l < k; l++) hessian[l, k] = hessian[k, l];
        }

        return (gradient, Matrix<double>.Build.DenseOfArray(hessian));
    }

    private double Preferred(int parameter) => parameter < Experts ? 1.0 / Experts : 0;

    private Span<double> Factors(int item, int label) => _factors.AsSpan(((item * _labels) + label) * ParameterCount, ParameterCount);

    private void Scores(int item, ReadOnlySpan<double> parameters, Span<double> scores)
    {
        for (var n = 0; n < _labels; n++) scores[n] = TensorPrimitives.Dot(Factors(item, n), parameters);
    }
}
