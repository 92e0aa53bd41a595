using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.OpenAICompatible.Tokens;

/// <summary>Makes the table of logits out of what a server told at each step, and bounds what it did not tell.</summary>
internal static class StepTable
{
    /// <summary>ln of the smallest probability that single precision knows. Servers write some very small number below it where they mean 0.</summary>
    public static readonly double Smallest = Math.Log(float.Epsilon);

    public static StepLogits Create(ReadOnlyMemory<int> tokenIds, IReadOnlyList<StepProbabilities> steps)
    {
        if (tokenIds.IsEmpty) return StepLogits.None;
        var values = new float[steps.Count * tokenIds.Length];
        var bounds = new List<int>();
        for (var step = 0; step < steps.Count; step++)
        {
            var bound = steps[step].UpperBoundOfOthers();
            for (var column = 0; column < tokenIds.Length; column++)
            {
                var position = (step * tokenIds.Length) + column;
                var isKnown = steps[step].Known.TryGetValue(tokenIds.Span[column], out var logProbability) && logProbability >= Smallest;
                values[position] = (float)Math.Min(0, isKnown ? logProbability : bound);
                if (!isKnown) bounds.Add(position);
            }
        }

        return new StepLogits(tokenIds, values, LogitKind.LogProbability, bounds);
    }
}

/// <summary>What a server told of one step: log-probabilities by token, and how many of the likeliest are among them for certain.</summary>
internal sealed record StepProbabilities(IReadOnlyDictionary<int, double> Known, int LikeliestTold)
{
    /// <summary>At most the last of the likeliest, and at most what all that are known leave over.</summary>
    public double UpperBoundOfOthers()
    {
        var descending = Known.Values.OrderDescending().ToArray();
        var last = LikeliestTold > 0 && descending.Length >= LikeliestTold ? descending[LikeliestTold - 1] : 0;

        // Rounding of single precision can leave nothing or less over; then the other bound holds alone.
        var rest = 1 - descending.Sum(Math.Exp);
        var bound = rest > 1e-6 ? Math.Min(last, Math.Log(rest)) : last;
        return Math.Max(bound, StepTable.Smallest);
    }
}
