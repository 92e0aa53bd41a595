using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Extraction;

/// <summary>The weighted mean of what several extractors read out of one computation.</summary>
/// <remarks>Fails closed: where a member cannot read the answer, the ensemble is invalid for the same reason, because the mean of the others is another ensemble. Thread-safe.</remarks>
public sealed class EnsembleExtractor : IDistributionExtractor
{
    private readonly ImmutableArray<EnsembleMember> _members;
    private readonly EnsembleMean _mean;

    /// <summary>Creates an ensemble of the linear mean.</summary>
    /// <param name="members">Two extractors or more, which may have any names.</param>
    /// <exception cref="ArgumentException">Fewer than two members, or a weight that is not finite and above 0.</exception>
    public EnsembleExtractor(params IEnumerable<EnsembleMember> members) : this(EnsembleMean.Linear, members)
    {
    }

    /// <summary>Creates an ensemble.</summary>
    /// <param name="mean">How they are combined.</param>
    /// <param name="members">Two extractors or more, which may have any names.</param>
    /// <param name="name">A name for reports. The default is "ensemble".</param>
    /// <exception cref="ArgumentException">Fewer than two members, or a weight that is not finite and above 0.</exception>
    public EnsembleExtractor(EnsembleMean mean, IEnumerable<EnsembleMember> members, string name = "ensemble")
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (_mean, _members, Name) = (mean, [.. members], name);
        var faults = new List<string>();
        if (!Enum.IsDefined(mean)) faults.Add($"The mean has the unknown value {mean}.");
        if (_members.Length < 2) faults.Add($"An ensemble needs two members or more, but there are {_members.Length}.");
        foreach (var (extractor, weight) in _members)
        {
            if (extractor is null) faults.Add("A member is null.");
            else if (!(weight > 0) || double.IsInfinity(weight)) faults.Add($"The weight of \"{extractor.Name}\" must be finite and above 0 but is {weight}.");
        }

        OptionFaults.Throw(nameof(EnsembleExtractor), faults, nameof(members));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sum = _members.Sum(m => m.Weight);
        return new PreparedEnsembleExtractor(context.Taxonomy, _mean, [.. _members.Select(m => (m.Extractor.Prepare(context), m.Weight / sum))]);
    }
}
