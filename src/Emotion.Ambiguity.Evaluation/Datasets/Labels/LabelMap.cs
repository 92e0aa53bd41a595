using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Says for each label of a corpus which label or labels of a taxonomy it becomes, or that it is left out.</summary>
/// <remarks>Immutable and thread-safe; each step gives a new map. Source labels are compared without case and outer white space.</remarks>
public sealed class LabelMap
{
    private readonly ImmutableDictionary<string, ImmutableArray<EmotionLabel>> _targets;

    private LabelMap(string name, EmotionTaxonomy target, ImmutableDictionary<string, ImmutableArray<EmotionLabel>> targets) =>
        (Name, Target, _targets) = (name, target, targets);

    /// <summary>The map's name, for reports and messages.</summary>
    public string Name { get; }

    /// <summary>The taxonomy that the map leads to.</summary>
    public EmotionTaxonomy Target { get; }

    /// <summary>The source labels that the map knows, those left out included, in the order of the alphabet.</summary>
    public ImmutableArray<string> SourceLabels => [.. _targets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Starts a map that knows no label yet.</summary>
    /// <param name="name">A name for reports and messages. Not empty.</param>
    /// <param name="target">The taxonomy that it leads to.</param>
    /// <returns>The map.</returns>
    public static LabelMap To(string name, EmotionTaxonomy target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(target);
        return new(name, target, ImmutableDictionary.Create<string, ImmutableArray<EmotionLabel>>(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Adds what a source label becomes.</summary>
    /// <param name="sourceLabel">The corpus's label.</param>
    /// <param name="targetLabels">One or more labels of the target, by name or surface form; several share a vote equally.</param>
    /// <returns>The new map.</returns>
    /// <exception cref="ArgumentException">The source label is there already, or a target label is not of the taxonomy.</exception>
    public LabelMap With(string sourceLabel, params IEnumerable<string> targetLabels)
    {
        ArgumentNullException.ThrowIfNull(targetLabels);
        var targets = targetLabels.Select(Resolve).Distinct().ToImmutableArray();
        if (targets.IsEmpty) throw new ArgumentException($"The label map \"{Name}\" gives \"{sourceLabel}\" no target. Use {nameof(LeavingOut)} to leave it out.", nameof(targetLabels));
        return Add(sourceLabel, targets);

        EmotionLabel Resolve(string label) => Target.IndexOf(label) is var i and >= 0
            ? Target[i]
            : throw new ArgumentException($"The label map \"{Name}\" takes \"{sourceLabel}\" to \"{label}\", which is no label of {Target}.", nameof(targetLabels));
    }

    /// <summary>Adds labels whose votes are left out.</summary>
    /// <param name="sourceLabels">The corpus's labels.</param>
    /// <returns>The new map.</returns>
    /// <exception cref="ArgumentException">A source label is there already.</exception>
    public LabelMap LeavingOut(params IEnumerable<string> sourceLabels)
    {
        ArgumentNullException.ThrowIfNull(sourceLabels);
        return sourceLabels.Aggregate(this, (map, label) => map.Add(label, []));
    }

    /// <summary>Adds each label of a taxonomy that is not there yet and that the target knows by its name or a surface form.</summary>
    /// <param name="source">The source taxonomy.</param>
    /// <returns>The new map; labels that the target does not know are still missing from it.</returns>
    public LabelMap WithSameNames(EmotionTaxonomy source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var map = this;
        foreach (var label in source.Labels.Where(l => !_targets.ContainsKey(l.Name)))
        {
            var known = label.SurfaceForms.FirstOrDefault(f => Target.IndexOf(f) >= 0);
            if (known is not null) map = map.With(label.Name, known);
        }

        return map;
    }

    /// <summary>Finds what a source label becomes.</summary>
    /// <param name="sourceLabel">The corpus's label.</param>
    /// <returns>Its targets; none where it is left out.</returns>
    /// <exception cref="ArgumentException">The map says nothing about the label; the message names it.</exception>
    public ImmutableArray<EmotionLabel> Find(string sourceLabel) => TryFind(sourceLabel, out var targets)
        ? targets
        : throw new ArgumentException(
            $"The label map \"{Name}\" says nothing about the label \"{sourceLabel}\". Add it with {nameof(With)} or {nameof(LeavingOut)}.", nameof(sourceLabel));

    /// <summary>Finds what a source label becomes, if the map knows it.</summary>
    /// <param name="sourceLabel">The corpus's label.</param>
    /// <param name="targets">Its targets; none where it is left out or not known.</param>
    /// <returns>Whether the map knows the label.</returns>
    public bool TryFind(string sourceLabel, out ImmutableArray<EmotionLabel> targets)
    {
        ArgumentNullException.ThrowIfNull(sourceLabel);
        if (_targets.TryGetValue(sourceLabel.Trim(), out targets)) return true;
        targets = [];
        return false;
    }

    private LabelMap Add(string sourceLabel, ImmutableArray<EmotionLabel> targets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sourceLabel);
        if (_targets.ContainsKey(sourceLabel.Trim())) throw new ArgumentException($"The label map \"{Name}\" has the label \"{sourceLabel}\" twice.", nameof(sourceLabel));
        return new(Name, Target, _targets.Add(sourceLabel.Trim(), targets));
    }
}
