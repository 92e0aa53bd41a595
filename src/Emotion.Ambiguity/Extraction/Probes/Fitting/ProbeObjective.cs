using System.Numerics.Tensors;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>
/// The mean cross-entropy of targets to softmax(W c + b), with half of the penalty times the squares of W. Convex. The parameters are those of one label after
/// the other, b first, each in a scale of its own, in which the objective is about as curved in every direction.
/// </summary>
internal sealed class ProbeObjective
{
    // Keeps the bias of a label that nobody chose finite: its probability comes to about 0.0007.
    public const double BiasPenalty = 1e-4;

    private readonly double[] _targets;
    private readonly int _count;
    private readonly int _labels;
    private readonly int _columns;

    // A column of ones and the coordinates, divided by the parameters' scales.
    private readonly double[] _rows;
    private readonly double[] _scales;
    private readonly double[] _penalties;
    private readonly double[] _scores;

    public ProbeObjective(ProbeTable table, PrincipalFeatures features, double penalty)
    {
        (_targets, _count, _labels, _columns) = (table.Targets, table.Count, table.LabelCount, features.Count + 1);
        (_rows, _scores) = (new double[_count * _columns], new double[_labels]);
        (_scales, _penalties) = (new double[_columns], new double[_columns]);
        for (var c = 0; c < _columns; c++)
        {
            // A softmax over N labels is curved by at most 1/2 times the mean square of what it reads (Boehning, Annals of the Institute of Statistical Mathematics 44, 1992).
            var (meanSquare, pull) = c == 0 ? (1, BiasPenalty) : (features.MeanSquares[c - 1], penalty);
            _scales[c] = Math.Sqrt((meanSquare / 2) + pull);
            _penalties[c] = pull / (_scales[c] * _scales[c]);
        }

        for (var i = 0; i < _count; i++)
        {
            for (var c = 0; c < _columns; c++) _rows[(i * _columns) + c] = (c == 0 ? 1 : features.Values[(i * features.Count) + c - 1]) / _scales[c];
        }
    }

    public int ParameterCount => _labels * _columns;

    /// <summary>The value, and the gradient into a buffer.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var i = 0; i < _count; i++) value += AddExample(i, parameters, gradient) / _count;
        for (var k = 0; k < parameters.Length; k++)
        {
            var pull = _penalties[k % _columns] * parameters[k];
            value += pull * parameters[k] / 2;
            gradient[k] += pull;
        }

        return value;
    }

    /// <summary>b of a label, and its weights on the coordinates.</summary>
    public (double Bias, double[] Weights) Read(ReadOnlySpan<double> parameters, int label)
    {
        var row = parameters.Slice(label * _columns, _columns).ToArray();
        TensorPrimitives.Divide(row, _scales, row);
        return (row[0], row[1..]);
    }

    /// <summary>The parameters of this objective that make the same probe as those of one with another penalty.</summary>
    public double[] From(ProbeObjective other, ReadOnlySpan<double> parameters)
    {
        var converted = new double[parameters.Length];
        for (var k = 0; k < converted.Length; k++) converted[k] = parameters[k] / other._scales[k % _columns] * _scales[k % _columns];
        return converted;
    }

    private double AddExample(int example, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var row = _rows.AsSpan(example * _columns, _columns);
        var targets = _targets.AsSpan(example * _labels, _labels);
        for (var n = 0; n < _labels; n++) _scores[n] = TensorPrimitives.Dot(parameters.Slice(n * _columns, _columns), row);
        var value = -TensorPrimitives.Dot<double>(targets, _scores) + ScoreSoftmax.Apply(_scores);
        for (var n = 0; n < _labels; n++)
        {
            var part = gradient.Slice(n * _columns, _columns);
            TensorPrimitives.MultiplyAdd(row, (_scores[n] - targets[n]) / _count, part, part);
        }

        return value;
    }
}
