namespace Emotion.Ambiguity.Internal;

/// <summary>A softmax in place, for fits that need the logarithm of its sum too.</summary>
internal static class ScoreSoftmax
{
    /// <summary>Turns scores into probabilities in place, and returns the logarithm of the sum of their exponentials.</summary>
    public static double Apply(Span<double> scores)
    {
        var max = double.NegativeInfinity;
        foreach (var score in scores) max = Math.Max(max, score);
        var sum = 0.0;
        for (var n = 0; n < scores.Length; n++) sum += scores[n] = Math.Exp(scores[n] - max);
        for (var n = 0; n < scores.Length; n++) scores[n] /= sum;
        return max + Math.Log(sum);
    }
}
