using Emotion.Ambiguity.Fusion.Fitting;

namespace Emotion.Ambiguity.Fusion;

/// <summary>Learns how much each expert of a product counts.</summary>
/// <remarks>
/// Pure, thread-safe and deterministic. Minimises the sum of KL(votes || fused) + penalty / 2 * (sum (w_k - 1/K)^2 + sum b_n^2) over weights of at least 0: a
/// convex problem with one solution. Whether the experts help on others, only others can tell: hold some out.
/// </remarks>
public static class FusionFit
{
    /// <summary>Learns the weights with the default options.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{string}, IReadOnlyList{FusionItem}, FusionFitOptions)"/>
    public static FusionProfile Fit(IReadOnlyList<string> experts, IReadOnlyList<FusionItem> items) => Fit(experts, items, new FusionFitOptions());

    /// <summary>Learns the weights.</summary>
    /// <param name="experts">The experts' names, at least one, all different.</param>
    /// <param name="items">
    /// Votes and predictions, all over one taxonomy, each with a prediction (or null) of every expert. A missing prediction counts as it does in
    /// <see cref="FusionProfile"/>; items that no expert has an answer for are left out. At least one must be left. Their order does not matter.
    /// </param>
    /// <param name="options">How to learn.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">No experts or items, items that do not fit together, or an option that is not valid.</exception>
    /// <exception cref="InvalidOperationException">The fit did not settle, because the penalty is too small for these items.</exception>
    public static FusionProfile Fit(IReadOnlyList<string> experts, IReadOnlyList<FusionItem> items, FusionFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(experts);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        FusionProfile.CheckNames(experts);
        Check(experts, items);
        FusionItem[] answered = [.. items.Where(i => i.Predictions.Any(p => p is not null))];
        if (answered.Length == 0) throw new ArgumentException("There is no item that an expert has an answer for. Give some dozens with votes.", nameof(items));
        var objective = new FusionObjective(answered, experts.Count, options);
        var parameters = BoundedNewton.Minimize(objective);
        return new FusionProfile(items[0].Target.Taxonomy, experts.Select((name, k) => new FusionExpert(name, parameters[k])).ToArray())
        {
            Epsilon = options.Epsilon,
            Biases = [.. parameters[experts.Count..]],
            ItemCount = answered.Length,
        };
    }

    private static void Check(IReadOnlyList<string> experts, IReadOnlyList<FusionItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { } item) throw new ArgumentException($"The item at position {i} is null.", nameof(items));
            if (item.Predictions.Length != experts.Count)
                throw new ArgumentException($"The item at position {i} has {item.Predictions.Length} predictions, but there are {experts.Count} experts. Give null where an expert has no answer.", nameof(items));
            if (!item.Target.Taxonomy.Equals(items[0].Target.Taxonomy))
                throw new ArgumentException($"The item at position {i} is over {item.Target.Taxonomy}, but the first is over {items[0].Target.Taxonomy}.", nameof(items));
        }
    }
}
