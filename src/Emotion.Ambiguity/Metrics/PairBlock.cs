using System.Numerics.Tensors;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Logarithms and roots of a block of pairs, computed with vector instructions into memory that is used again.</summary>
internal sealed class PairBlock
{
    private const double Epsilon = DistributionDivergence.DefaultEpsilon;

    // In place of 0 in a logarithm: 0 times a finite number is 0, which is what 0 log 0 counts as.
    private const double Tiny = 1e-300;
    private readonly double[] _targetLog;
    private readonly double[] _predictedLog;
    private readonly double[] _smoothTargetLog;
    private readonly double[] _smoothPredictedLog;
    private readonly double[] _middleLog;
    private readonly double[] _targetRoot;
    private readonly double[] _predictedRoot;
    private readonly double[] _difference;
    private readonly double[] _scratch;

    public PairBlock(int capacity)
    {
        _targetLog = new double[capacity];
        _predictedLog = new double[capacity];
        _smoothTargetLog = new double[capacity];
        _smoothPredictedLog = new double[capacity];
        _middleLog = new double[capacity];
        _targetRoot = new double[capacity];
        _predictedRoot = new double[capacity];
        _difference = new double[capacity];
        _scratch = new double[capacity];
    }

    public void Load(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount)
    {
        Log(targets, _targetLog);
        Log(predictions, _predictedLog);
        SmoothLog(targets, labelCount, _smoothTargetLog);
        SmoothLog(predictions, labelCount, _smoothPredictedLog);
        var middle = _scratch.AsSpan(0, targets.Length);
        TensorPrimitives.Add(targets, predictions, middle);
        TensorPrimitives.Multiply(middle, 0.5, middle);
        Log(middle, _middleLog);
        TensorPrimitives.Sqrt(targets, _targetRoot);
        TensorPrimitives.Sqrt(predictions, _predictedRoot);
        TensorPrimitives.Subtract(targets, predictions, _difference);
    }

    /// <summary>Adds one row to the sums and returns its squared error.</summary>
    public double AddRow(
        ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, int start, ref MetricSums sums, out (double Target, double Predicted) entropies)
    {
        var n = target.Length;
        var difference = _difference.AsSpan(start, n);
        var targetEntropy = Math.Max(0, -TensorPrimitives.Dot(target, _targetLog.AsSpan(start, n)));
        var predictedEntropy = Math.Max(0, -TensorPrimitives.Dot(predicted, _predictedLog.AsSpan(start, n)));
        var crossEntropy = Math.Max(0, -TensorPrimitives.Dot(target, _smoothPredictedLog.AsSpan(start, n)));
        var reverseCrossEntropy = -TensorPrimitives.Dot(predicted, _smoothTargetLog.AsSpan(start, n));
        var divergence = JensenShannon(target, predicted, start);
        var coefficient = Math.Min(1, TensorPrimitives.Dot<double>(_targetRoot.AsSpan(start, n), _predictedRoot.AsSpan(start, n)));
        var rootDistance = TensorPrimitives.Distance<double>(_targetRoot.AsSpan(start, n), _predictedRoot.AsSpan(start, n));
        var squaredError = TensorPrimitives.SumOfSquares<double>(difference);
        var norms = TensorPrimitives.SumOfSquares(target) * TensorPrimitives.SumOfSquares(predicted);

        sums.Count++;
        sums.KullbackLeibler += Math.Max(0, crossEntropy - targetEntropy);
        sums.ReverseKullbackLeibler += Math.Max(0, reverseCrossEntropy - predictedEntropy);
        sums.CrossEntropy += crossEntropy;
        sums.JensenShannonDivergence += divergence;
        sums.JensenShannonDistance += Math.Sqrt(divergence);
        sums.BhattacharyyaCoefficient += coefficient;
        sums.BhattacharyyaDistance += coefficient > 0 ? -Math.Log(coefficient) : DistributionDistance.SmoothedBhattacharyyaDistance(target, predicted);
        sums.Hellinger += Math.Min(1, rootDistance / Math.Sqrt(2));
        sums.TotalVariation += Math.Min(1, TensorPrimitives.SumOfMagnitudes<double>(difference) / 2);
        sums.CosineSimilarity += Math.Min(1, TensorPrimitives.Dot(target, predicted) / Math.Sqrt(norms));
        sums.BrierScore += Math.Min(2, squaredError);
        sums.TargetEntropy += targetEntropy;
        sums.PredictedEntropy += predictedEntropy;
        sums.AbsoluteEntropyError += Math.Abs(predictedEntropy - targetEntropy);
        AddFit(target, predicted, squaredError, ref sums);
        entropies = (targetEntropy, predictedEntropy);
        return squaredError;
    }

    private double JensenShannon(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, int start)
    {
        // The difference of the logarithms comes first, so that equal distributions give exactly 0.
        var middle = _middleLog.AsSpan(start, target.Length);
        var scratch = _scratch.AsSpan(start, target.Length);
        TensorPrimitives.Subtract(_targetLog.AsSpan(start, target.Length), middle, scratch);
        var sum = TensorPrimitives.Dot(target, scratch);
        TensorPrimitives.Subtract(_predictedLog.AsSpan(start, target.Length), middle, scratch);
        return Math.Clamp((sum + TensorPrimitives.Dot(predicted, scratch)) / 2, 0, Math.Log(2));
    }

    private static void AddFit(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, double squaredError, ref MetricSums sums)
    {
        if (DistributionFit.IsFlat(target)) return;
        var targetMean = TensorPrimitives.Sum(target) / target.Length;
        var predictedMean = TensorPrimitives.Sum(predicted) / target.Length;
        var (covariance, targetVariance, predictedVariance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < target.Length; i++)
        {
            var (x, y) = (target[i] - targetMean, predicted[i] - predictedMean);
            covariance += x * y;
            targetVariance += x * x;
            predictedVariance += y * y;
        }

        sums.CoefficientOfDetermination += 1 - (squaredError / targetVariance);
        sums.CoefficientOfDeterminationCount++;
        if (DistributionFit.IsFlat(predicted)) return;
        sums.SquaredPearson += Math.Min(1, covariance / targetVariance * (covariance / predictedVariance));
        sums.SquaredPearsonCount++;
    }

    private static void Log(ReadOnlySpan<double> values, Span<double> destination)
    {
        destination = destination[..values.Length];
        TensorPrimitives.Max(values, Tiny, destination);
        TensorPrimitives.Log<double>(destination, destination);
    }

    private static void SmoothLog(ReadOnlySpan<double> values, int labelCount, Span<double> destination)
    {
        destination = destination[..values.Length];
        TensorPrimitives.Add(values, Epsilon, destination);
        TensorPrimitives.Divide(destination, 1 + (labelCount * Epsilon), destination);
        TensorPrimitives.Log<double>(destination, destination);
    }
}
