namespace Emotion.Ambiguity.Metrics;

/// <summary>F1 where an item may have several right labels: those whose probability reaches a threshold.</summary>
/// <remarks>
/// Immutable and thread-safe. F1 = 2 TP / (2 TP + FP + FN), 0 to 1, null where there is nothing to count.
/// Tsoumakas and Katakis, "Multi-Label Classification: An Overview", International Journal of Data Warehousing and Mining 3, 2007.
/// </remarks>
public sealed record MultiLabelScores
{
    // 0.1 + 0.2 votes reach a threshold of 0.3.
    private const double Slack = Internal.ProbabilityTies.Tolerance;

    private MultiLabelScores()
    {
    }

    /// <summary>The number of items behind the scores.</summary>
    public long Count { get; private init; }

    /// <summary>F1 of all decisions together: frequent labels weigh more. Null where no label reaches its threshold on either side.</summary>
    public double? MicroF1 { get; private init; }

    /// <summary>The mean F1 of the labels that reach the threshold somewhere, on either side. Null where none does.</summary>
    public double? MacroF1 { get; private init; }

    /// <summary>The share of items whose set of labels was hit exactly. Null where there is no item.</summary>
    public double? ExactMatch { get; private init; }

    /// <summary>Computes the scores of a corpus with one threshold for both sides.</summary>
    /// <param name="targets">The votes as probabilities, item after item.</param>
    /// <param name="predictions">The predictions, item after item.</param>
    /// <param name="labelCount">The number of labels of an item.</param>
    /// <param name="threshold">A label counts from this probability on (within 1e-12); above 0, up to 1.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">Different lengths, no whole number of rows, or numbers that are no distribution.</exception>
    public static MultiLabelScores From(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount, double threshold) =>
        From(targets, predictions, labelCount, threshold, threshold);

    /// <summary>Computes the scores of a corpus with a threshold for each side.</summary>
    /// <param name="targets">The votes as probabilities, item after item.</param>
    /// <param name="predictions">The predictions, item after item.</param>
    /// <param name="labelCount">The number of labels of an item.</param>
    /// <param name="targetThreshold">A label is right from this share of votes on; above 0, up to 1.</param>
    /// <param name="predictionThreshold">A label is predicted from this probability on; above 0, up to 1.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">Different lengths, no whole number of rows, or numbers that are no distribution.</exception>
    public static MultiLabelScores From(
        ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions, int labelCount, double targetThreshold, double predictionThreshold)
    {
        CheckThreshold(targetThreshold, nameof(targetThreshold));
        CheckThreshold(predictionThreshold, nameof(predictionThreshold));
        var rows = ProbabilityPair.CountRows(targets, predictions, labelCount);
        var (right, wrong) = (new long[labelCount], new long[labelCount]);
        var exact = 0L;
        for (var row = 0; row < rows; row++)
        {
            var target = targets.Slice(row * labelCount, labelCount);
            var predicted = predictions.Slice(row * labelCount, labelCount);
            ProbabilityPair.Check(target, predicted);
            var same = true;
            for (var i = 0; i < labelCount; i++)
            {
                var (isTarget, isPredicted) = (target[i] >= targetThreshold - Slack, predicted[i] >= predictionThreshold - Slack);
                if (isTarget && isPredicted) right[i]++;
                else if (isTarget || isPredicted) (wrong[i], same) = (wrong[i] + 1, false);
            }

            if (same) exact++;
        }

        return Create(rows, right, wrong, exact);
    }

    private static MultiLabelScores Create(long rows, long[] right, long[] wrong, long exact)
    {
        var (macroSum, seen) = (0.0, 0);
        for (var i = 0; i < right.Length; i++)
        {
            if (right[i] + wrong[i] > 0) (macroSum, seen) = (macroSum + F1(right[i], wrong[i]), seen + 1);
        }

        return new()
        {
            Count = rows,
            MicroF1 = seen > 0 ? F1(right.Sum(), wrong.Sum()) : null,
            MacroF1 = seen > 0 ? macroSum / seen : null,
            ExactMatch = rows > 0 ? (double)exact / rows : null,
        };
    }

    private static double F1(long right, long wrong) => 2.0 * right / ((2 * right) + wrong);

    private static void CheckThreshold(double threshold, string parameterName)
    {
        if (!(threshold > 0 && threshold <= 1))
            throw new ArgumentOutOfRangeException(parameterName, threshold, "A threshold must be above 0 and at most 1.");
    }
}
