using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Distributions;

/// <summary>How likely each emotion of a taxonomy is: the share of listeners that would vote for it.</summary>
/// <remarks>
/// Immutable and thread-safe. Probabilities are at least 0 and sum to 1 within 1e-9; there is never a NaN.
/// Two distributions are equal when their taxonomies are and every probability is the same number.
/// </remarks>
public sealed class EmotionDistribution : IEquatable<EmotionDistribution>
{
    /// <summary>What rounding leaves of a sum of normalised probabilities: some units in the last place a label.</summary>
    private const double SumTolerance = 1e-12;

    private readonly double[] _probabilities;

    private EmotionDistribution(EmotionTaxonomy taxonomy, double[] probabilities) => (Taxonomy, _probabilities) = (taxonomy, probabilities);

    /// <summary>The labels that the probabilities belong to.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>One probability a label, in the taxonomy's order.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The probability of a label.</summary>
    /// <param name="index">The label's position in the taxonomy.</param>
    public double this[int index] => _probabilities[index];

    /// <summary>The probability of a label.</summary>
    /// <param name="nameOrForm">The label's name or one of its surface forms.</param>
    /// <exception cref="ArgumentException">The taxonomy has no such word.</exception>
    public double this[string nameOrForm]
    {
        get
        {
            var index = Taxonomy.IndexOf(nameOrForm);
            if (index < 0) throw new ArgumentException($"\"{nameOrForm}\" is no label of {Taxonomy}.", nameof(nameOrForm));
            return _probabilities[index];
        }
    }

    /// <summary>The label with the highest probability; the first of them where several share it (see <see cref="TopLabels"/>).</summary>
    public EmotionLabel TopLabel => Taxonomy[TopIndex];

    /// <summary>The position of <see cref="TopLabel"/> in the taxonomy.</summary>
    public int TopIndex => ProbabilityTies.FirstMaximum(_probabilities);

    /// <summary>Whether several labels share the highest probability within 1e-12.</summary>
    public bool IsTied => ProbabilityTies.CountMaxima(_probabilities) > 1;

    /// <summary>All labels that share the highest probability within 1e-12, in the taxonomy's order: one, or a visible tie.</summary>
    public IReadOnlyList<EmotionLabel> TopLabels
    {
        get
        {
            var max = ProbabilityTies.Maximum(_probabilities);
            var top = new List<EmotionLabel>();
            for (var i = 0; i < _probabilities.Length; i++)
            {
                if (max - _probabilities[i] <= ProbabilityTies.Tolerance) top.Add(Taxonomy[i]);
            }

            return top.AsReadOnly();
        }
    }

    /// <summary>Shannon entropy in nats, 0 (all agree) to ln(Count) (no agreement at all). 0 log 0 counts as 0.</summary>
    public double Entropy
    {
        get
        {
            var sum = 0.0;
            foreach (var p in _probabilities)
            {
                if (p > 0) sum -= p * Math.Log(p);
            }

            return Math.Max(0, sum);
        }
    }

    /// <summary>The entropy divided by its largest value ln(Count): 0 to 1, comparable between taxonomies.</summary>
    public double NormalizedEntropy => Math.Min(1, Entropy / Math.Log(Taxonomy.Count));

    /// <summary>Every label equally likely.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <returns>The distribution.</returns>
    public static EmotionDistribution Uniform(EmotionTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var p = new double[taxonomy.Count];
        Array.Fill(p, 1.0 / p.Length);
        return new(taxonomy, p);
    }

    /// <summary>One label has probability 1.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="index">The position of the certain label.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The taxonomy has no such position.</exception>
    public static EmotionDistribution OneHot(EmotionTaxonomy taxonomy, int index)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, taxonomy.Count);
        var p = new double[taxonomy.Count];
        p[index] = 1;
        return new(taxonomy, p);
    }

    /// <summary>Takes probabilities as they are.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="probabilities">One number a label, each at least 0, sum 1 within 1e-6. Where it is 1 within 1e-12 the numbers stay as they are, else they are normalised.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">Wrong length, a negative or non-finite number, or another sum; use <see cref="FromWeights"/> for other sums.</exception>
    public static EmotionDistribution FromProbabilities(EmotionTaxonomy taxonomy, ReadOnlySpan<double> probabilities)
    {
        CheckWeights(taxonomy, probabilities);
        var sum = TensorPrimitives.Sum(probabilities);
        if (Math.Abs(sum - 1) > 1e-6)
        {
            throw new ArgumentException(
                $"Probabilities must sum to 1 but sum to {sum}. To normalise other sums, call {nameof(FromWeights)}.", nameof(probabilities));
        }

        // Dividing once more would change last bits: what was saved and is read again stays the same number.
        return Math.Abs(sum - 1) <= SumTolerance ? new(taxonomy, probabilities.ToArray()) : FromWeights(taxonomy, probabilities);
    }

    /// <summary>Normalises weights (soft votes, percentages, shares) to sum 1.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="weights">One number a label, each finite and at least 0, not all 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">Wrong length, a negative or non-finite number, or nothing above 0.</exception>
    public static EmotionDistribution FromWeights(EmotionTaxonomy taxonomy, ReadOnlySpan<double> weights)
    {
        CheckWeights(taxonomy, weights);
        var max = TensorPrimitives.Max(weights);
        if (!(max > 0)) throw new ArgumentException("All weights are 0, so there is no distribution.", nameof(weights));

        // Dividing by the largest first keeps sums of huge or tiny weights finite.
        var p = new double[weights.Length];
        TensorPrimitives.Divide(weights, max, p);
        TensorPrimitives.Divide(p, TensorPrimitives.Sum<double>(p), p);
        return new(taxonomy, p);
    }

    /// <summary>The share of votes that each label received.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="votes">One count a label, each at least 0, at least one vote in all.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">Wrong length, a negative count, or no vote at all.</exception>
    public static EmotionDistribution FromVotes(EmotionTaxonomy taxonomy, ReadOnlySpan<int> votes)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var weights = new double[votes.Length];
        TensorPrimitives.ConvertChecked(votes, weights);
        return FromWeights(taxonomy, weights);
    }

    /// <summary>Turns scores into probabilities by a named formula.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="scores">One finite score a label.</param>
    /// <param name="normalization">The formula.</param>
    /// <param name="distribution">The distribution, or null where the formula is not defined for these scores.</param>
    /// <returns>False where the formula is not defined: <see cref="ScoreNormalization.Proportional"/> with a negative score or all 0.</returns>
    /// <exception cref="ArgumentException">Wrong length or a score that is not finite.</exception>
    public static bool TryFromScores(
        EmotionTaxonomy taxonomy,
        ReadOnlySpan<double> scores,
        ScoreNormalization normalization,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EmotionDistribution? distribution)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        CheckLengthAndFinite(taxonomy, scores, nameof(scores));
        distribution = null;
        var weights = new double[scores.Length];
        switch (normalization.Kind)
        {
            case ScoreNormalizationKind.Proportional:
                if (TensorPrimitives.Min(scores) < 0 || !(TensorPrimitives.Max(scores) > 0)) return false;
                scores.CopyTo(weights);
                break;
            case ScoreNormalizationKind.Softmax:
                // Subtracting the maximum leaves the result unchanged and keeps every exponential in range.
                TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), weights);
                TensorPrimitives.Divide(weights, normalization.Parameter, weights);
                TensorPrimitives.Exp<double>(weights, weights);
                break;
            case ScoreNormalizationKind.ShiftedProportional:
                // A quarter of everything leaves the shares as they are and the difference of huge scores finite.
                TensorPrimitives.Multiply(scores, 0.25, weights);
                TensorPrimitives.Subtract(weights, TensorPrimitives.Min<double>(weights), weights);
                // A delta so small that its quarter is 0 still keeps the lowest above 0.
                TensorPrimitives.Add(weights, Math.Max(0.25 * normalization.Parameter, double.Epsilon), weights);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(normalization), normalization.Kind, "Unknown normalisation.");
        }

        distribution = FromWeights(taxonomy, weights);
        return true;
    }

    /// <summary>The k likeliest labels with their probabilities, highest first; equal ones in the taxonomy's order.</summary>
    /// <param name="count">How many, 1 or more; all of them where the taxonomy has fewer.</param>
    /// <returns>Labels and probabilities.</returns>
    public IReadOnlyList<(EmotionLabel Label, double Probability)> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Enumerable.Range(0, _probabilities.Length)
            .OrderByDescending(i => _probabilities[i])
            .Take(count)
            .Select(i => (Taxonomy[i], _probabilities[i]))
            .ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(EmotionDistribution? other) =>
        other is not null && Taxonomy.Equals(other.Taxonomy) && _probabilities.AsSpan().SequenceEqual(other._probabilities);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmotionDistribution);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var p in _probabilities) hash.Add(p);
        return hash.ToHashCode();
    }

    /// <summary>The labels from the likeliest to the least likely, as percentages.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (label, probability) in Top(Taxonomy.Count))
            text.Append(text.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{label} {100 * probability:F1}%");
        return text.ToString();
    }

    private static void CheckWeights(EmotionTaxonomy taxonomy, ReadOnlySpan<double> weights)
    {
        CheckLengthAndFinite(taxonomy, weights, nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] < 0) throw new ArgumentException($"The weight of \"{taxonomy[i]}\" is {weights[i]}, but must be at least 0.", nameof(weights));
        }
    }

    private static void CheckLengthAndFinite(EmotionTaxonomy taxonomy, ReadOnlySpan<double> values, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (values.Length != taxonomy.Count)
            throw new ArgumentException($"{taxonomy} needs {taxonomy.Count} numbers, but there are {values.Length}.", parameterName);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new ArgumentException($"The number for \"{taxonomy[i]}\" is {values[i]}, which is not finite.", parameterName);
        }
    }
}
