using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>All metrics of one pair in one pass over its labels.</summary>
/// <remarks>
/// Optimised at once, because a corpus is often a single call, which tiered compilation would run in unoptimised code. Scalar on purpose: the vector
/// logarithm of System.Numerics.Tensors is 1.5 times as fast once it is warm, but takes seconds for the first million pairs, and rows of a few labels are short.
/// </remarks>
internal static class PairKernel
{
    private const double Epsilon = DistributionDivergence.DefaultEpsilon;
    private const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization;

    /// <summary>Adds a pair to the sums.</summary>
    [MethodImpl(Optimized)]
    public static void Add(
        ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, ref MetricSums sums, out double squaredError, out double targetEntropy, out double predictedEntropy)
    {
        (targetEntropy, predictedEntropy, squaredError) = (0, 0, 0);
        var (crossEntropy, reverseCrossEntropy, divergence) = (0.0, 0.0, 0.0);
        var (coefficient, rootDistance, totalVariation) = (0.0, 0.0, 0.0);
        var (product, targetSquares, predictedSquares) = (0.0, 0.0, 0.0);
        var norm = 1 + (target.Length * Epsilon);
        var logOfZero = Math.Log(Epsilon / norm);
        for (var i = 0; i < target.Length; i++)
        {
            var (t, p) = (target[i], predicted[i]);
            var middleLog = t + p > 0 ? Math.Log((t + p) / 2) : 0;
            var targetLog = t > 0 ? Math.Log(t) : 0;
            var predictedLog = p > 0 ? Math.Log(p) : 0;
            targetEntropy -= t * targetLog;
            predictedEntropy -= p * predictedLog;
            if (t > 0) crossEntropy -= t * (p > 0 ? Math.Log((p + Epsilon) / norm) : logOfZero);
            if (p > 0) reverseCrossEntropy -= p * (t > 0 ? Math.Log((t + Epsilon) / norm) : logOfZero);

            // The difference of the logarithms comes first, so that equal distributions give exactly 0.
            divergence += (t * (targetLog - middleLog)) + (p * (predictedLog - middleLog));
            var (targetRoot, predictedRoot) = (Math.Sqrt(t), Math.Sqrt(p));
            coefficient += targetRoot * predictedRoot;
            rootDistance += (targetRoot - predictedRoot) * (targetRoot - predictedRoot);
            totalVariation += Math.Abs(t - p);
            squaredError += (t - p) * (t - p);
            product += t * p;
            targetSquares += t * t;
            predictedSquares += p * p;
        }

        targetEntropy = Math.Max(0, targetEntropy);
        predictedEntropy = Math.Max(0, predictedEntropy);
        divergence = Math.Clamp(divergence / 2, 0, Math.Log(2));
        coefficient = Math.Min(1, coefficient);
        sums.Count++;
        sums.KullbackLeibler += Math.Max(0, crossEntropy - targetEntropy);
        sums.ReverseKullbackLeibler += Math.Max(0, reverseCrossEntropy - predictedEntropy);
        sums.CrossEntropy += Math.Max(0, crossEntropy);
        sums.JensenShannonDivergence += divergence;
        sums.JensenShannonDistance += Math.Sqrt(divergence);
        sums.BhattacharyyaCoefficient += coefficient;
        sums.BhattacharyyaDistance += coefficient > 0 ? -Math.Log(coefficient) : DistributionDistance.SmoothedBhattacharyyaDistance(target, predicted);
        sums.Hellinger += Math.Min(1, Math.Sqrt(rootDistance / 2));
        sums.TotalVariation += Math.Min(1, totalVariation / 2);
        sums.CosineSimilarity += Math.Min(1, product / Math.Sqrt(targetSquares * predictedSquares));
        sums.BrierScore += Math.Min(2, squaredError);
        sums.TargetEntropy += targetEntropy;
        sums.PredictedEntropy += predictedEntropy;
        sums.AbsoluteEntropyError += Math.Abs(predictedEntropy - targetEntropy);
        AddFit(target, predicted, squaredError, ref sums);
    }

    [MethodImpl(Optimized)]
    private static void AddFit(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted, double squaredError, ref MetricSums sums)
    {
        var (targetMean, predictedMean) = (0.0, 0.0);
        var (targetMin, targetMax, predictedMin, predictedMax) = (target[0], target[0], predicted[0], predicted[0]);
        for (var i = 0; i < target.Length; i++)
        {
            var (t, p) = (target[i], predicted[i]);
            (targetMean, predictedMean) = (targetMean + t, predictedMean + p);
            (targetMin, targetMax) = (t < targetMin ? t : targetMin, t > targetMax ? t : targetMax);
            (predictedMin, predictedMax) = (p < predictedMin ? p : predictedMin, p > predictedMax ? p : predictedMax);
        }

        if (targetMax - targetMin <= ProbabilityTies.Tolerance) return;
        (targetMean, predictedMean) = (targetMean / target.Length, predictedMean / target.Length);
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
        if (predictedMax - predictedMin <= ProbabilityTies.Tolerance) return;
        sums.SquaredPearson += Math.Min(1, covariance / targetVariance * (covariance / predictedVariance));
        sums.SquaredPearsonCount++;
    }
}
