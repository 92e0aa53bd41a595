using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Distributions.Annotations;

/// <summary>A rule that turns the votes of an item into a distribution.</summary>
/// <remarks>
/// Immutable and thread-safe, with equality by value. Every rule counts a rater with the rater's weight. With n_k the weighted votes of
/// label k, n their sum, K the number of labels and alpha the <see cref="Smoothing"/>, each rule gives p_k = (n_k + alpha) / (n + K alpha).
/// </remarks>
public sealed record VoteAggregation
{
    private readonly double _smoothing;

    private VoteAggregation(string name) => Name = name;

    /// <summary>The share of raters that named each label first. Secondary labels do not count.</summary>
    public static VoteAggregation PlainVotes { get; } = new("plain votes");

    /// <summary>Every label that any rater gave, first or second, counts as one vote: nothing is dropped and no majority is needed.</summary>
    public static VoteAggregation AllInclusive { get; } = new("all inclusive") { SecondaryWeight = 1 };

    /// <summary>The rule's name, for reports.</summary>
    public string Name { get; }

    /// <summary>Added to each label's votes before they are shared (Laplace: 1; a symmetric Dirichlet prior: any). Finite, at least 0. The default is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Smoothing
    {
        get => _smoothing;
        init
        {
            if (!(value >= 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A smoothing must be finite and at least 0.");
            _smoothing = value;
        }
    }

    /// <summary>What a primary label counts. 1 but for <see cref="PrimaryAndSecondary(double, double)"/>.</summary>
    public double PrimaryWeight { get; private init; } = 1;

    /// <summary>What each secondary label counts. 0 where only the primary one does.</summary>
    public double SecondaryWeight { get; private init; }

    /// <summary>What is done about a tie, for <see cref="Majority(VoteTiePolicy)"/>; null for rules that need no majority.</summary>
    public VoteTiePolicy? TiePolicy { get; private init; }

    /// <summary>The label with the most primary votes gets everything (a plurality, which may be less than half).</summary>
    /// <param name="tiePolicy">What to do where several labels have the most.</param>
    /// <returns>The rule.</returns>
    public static VoteAggregation Majority(VoteTiePolicy tiePolicy)
    {
        if (!Enum.IsDefined(tiePolicy)) throw new ArgumentOutOfRangeException(nameof(tiePolicy), tiePolicy, "Unknown tie policy.");
        return new("majority") { TiePolicy = tiePolicy };
    }

    /// <summary>Primary and secondary labels count, each with a weight of its own.</summary>
    /// <param name="primaryWeight">What a rater's primary label counts; finite, at least 0, not both 0.</param>
    /// <param name="secondaryWeight">What each of a rater's secondary labels counts; finite, at least 0.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite, or both are 0.</exception>
    public static VoteAggregation PrimaryAndSecondary(double primaryWeight, double secondaryWeight)
    {
        CheckWeight(primaryWeight, nameof(primaryWeight));
        CheckWeight(secondaryWeight, nameof(secondaryWeight));
        if (!(primaryWeight + secondaryWeight > 0)) throw new ArgumentOutOfRangeException(nameof(primaryWeight), primaryWeight, "One of the two weights must be above 0.");
        return new("primary and secondary") { PrimaryWeight = primaryWeight, SecondaryWeight = secondaryWeight };
    }

    internal EmotionDistribution Apply(EmotionAnnotations annotations)
    {
        var counts = new double[annotations.Taxonomy.Count];
        foreach (var vote in annotations.Votes)
        {
            counts[vote.Primary] += PrimaryWeight * vote.Weight;
            foreach (var label in vote.Secondary) counts[label] += SecondaryWeight * vote.Weight;
        }

        if (!counts.Any(c => c > 0)) throw new ArgumentException($"The votes of the item \"{annotations.ItemId}\" all count 0, so it has no distribution.", nameof(annotations));
        if (TiePolicy is { } policy) KeepMajority(counts, policy, annotations);
        for (var i = 0; i < counts.Length; i++) counts[i] += Smoothing;
        return EmotionDistribution.FromWeights(annotations.Taxonomy, counts);
    }

    // All weight goes to the winner, so that smoothing weighs as much as it does for the other rules.
    private static void KeepMajority(double[] counts, VoteTiePolicy policy, EmotionAnnotations annotations)
    {
        var total = counts.Sum();
        var max = counts.Max();
        var winners = Enumerable.Range(0, counts.Length).Where(i => max - counts[i] <= ProbabilityTies.Tolerance * max).ToList();
        if (winners.Count > 1 && policy == VoteTiePolicy.Fail)
        {
            throw new ArgumentException(
                $"The item \"{annotations.ItemId}\" has no majority: {string.Join(", ", winners.Select(i => annotations.Taxonomy[i]))} have the same number of votes.", nameof(annotations));
        }

        if (policy == VoteTiePolicy.FirstLabel) winners = [winners[0]];
        Array.Clear(counts);
        foreach (var winner in winners) counts[winner] = total / winners.Count;
    }

    private static void CheckWeight(double weight, string parameterName)
    {
        if (!(weight >= 0) || double.IsInfinity(weight)) throw new ArgumentOutOfRangeException(parameterName, weight, "A weight must be finite and at least 0.");
    }
}
