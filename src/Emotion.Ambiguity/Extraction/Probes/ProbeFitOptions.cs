using System.Collections.Immutable;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>How a probe is trained. Immutable and thread-safe.</summary>
public sealed record ProbeFitOptions
{
    /// <summary>
    /// The penalties on W to choose from, each from 1e-9 to 1e9: the one with the lowest mean divergence on the folds held out wins, the largest among equals.
    /// With a single one nothing is chosen. The default is 0.001 to 1000 in steps of the root of 10.
    /// </summary>
    public ImmutableArray<double> Penalties { get; init; } = [.. Enumerable.Range(-6, 13).Select(half => Math.Pow(10, half / 2.0))];

    /// <summary>Folds of the cross-validation, 2 or more; fewer where there are fewer groups. The default is 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Decides which groups are in which fold. The default is 1.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        var faults = new List<string>();
        if (Penalties.IsDefaultOrEmpty) faults.Add("Penalties is empty; name at least one.");
        else if (Penalties.Any(p => !(p is >= 1e-9 and <= 1e9))) faults.Add("Penalties must be from 1e-9 to 1e9.");
        if (Folds < 2) faults.Add($"Folds must be at least 2 but is {Folds}.");
        OptionFaults.Throw(nameof(ProbeFitOptions), faults, "options");
    }
}
