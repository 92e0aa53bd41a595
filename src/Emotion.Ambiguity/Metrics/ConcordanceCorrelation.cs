namespace Emotion.Ambiguity.Metrics;

/// <summary>Agreement of numbers such as valence, arousal and dominance, in value and not only in trend.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class ConcordanceCorrelation
{
    /// <summary>
    /// CCC = 2 cov(x, y) / (var(x) + var(y) + (mean x - mean y)^2), with the variances of a population (over n): -1 to 1, 1 where all are equal.
    /// Symmetric. Lin, "A Concordance Correlation Coefficient to Evaluate Reproducibility", Biometrics 45, 1989.
    /// </summary>
    /// <param name="targets">One number an item, in any unit.</param>
    /// <param name="predictions">The predictions in the same unit and order.</param>
    /// <returns>The coefficient, or null where there is no item, or where both sides are one and the same constant.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a number that is not finite.</exception>
    public static double? Coefficient(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions)
    {
        if (targets.Length != predictions.Length)
            throw new ArgumentException($"There are {targets.Length} targets but {predictions.Length} predictions.", nameof(predictions));
        var (meanX, meanY, varianceX, varianceY, covariance) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < targets.Length; i++)
        {
            if (!double.IsFinite(targets[i]) || !double.IsFinite(predictions[i]))
                throw new ArgumentException($"Item {i} has {targets[i]} and {predictions[i]}; both must be finite.", nameof(targets));

            // Welford's way: exact also where the numbers are large and close together.
            var (x, y) = (targets[i] - meanX, predictions[i] - meanY);
            meanX += x / (i + 1);
            meanY += y / (i + 1);
            varianceX += x * (targets[i] - meanX);
            varianceY += y * (predictions[i] - meanY);
            covariance += x * (predictions[i] - meanY);
        }

        var spread = varianceX + varianceY + (targets.Length * (meanX - meanY) * (meanX - meanY));
        return spread > 0 ? Math.Clamp(2 * covariance / spread, -1, 1) : null;
    }
}
