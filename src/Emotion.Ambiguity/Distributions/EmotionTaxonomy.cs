using System.Collections.Immutable;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Distributions;

/// <summary>An ordered list of emotions. Every distribution, vote count and score is in this order.</summary>
/// <remarks>
/// Immutable and thread-safe. Looking a word up is case- and accent-insensitive and by whole word.
/// Two taxonomies are equal when their labels are, in the same order; the name does not count.
/// </remarks>
public sealed partial class EmotionTaxonomy : IEquatable<EmotionTaxonomy>
{
    private readonly Dictionary<string, int> _indexByFoldedForm;

    private EmotionTaxonomy(string name, ImmutableArray<EmotionLabel> labels, Dictionary<string, int> indexByFoldedForm)
    {
        Name = name;
        Labels = labels;
        _indexByFoldedForm = indexByFoldedForm;
    }

    /// <summary>The taxonomy's own name, for reports ("Ekman7").</summary>
    public string Name { get; }

    /// <summary>The labels, in order.</summary>
    public ImmutableArray<EmotionLabel> Labels { get; }

    /// <summary>The number of labels, at least 2.</summary>
    public int Count => Labels.Length;

    /// <summary>The label at a position.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public EmotionLabel this[int index] => Labels[index];

    /// <summary>Creates a taxonomy.</summary>
    /// <param name="name">A name for reports. Not empty.</param>
    /// <param name="labels">At least two labels. No two may share a name or a surface form, compared without case and accents.</param>
    /// <returns>The taxonomy.</returns>
    /// <exception cref="ArgumentException">Fewer than two labels, or a word that two labels claim; the message names it.</exception>
    public static EmotionTaxonomy Create(string name, params IEnumerable<EmotionLabel> labels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(labels);
        var all = labels.ToImmutableArray();
        if (all.Length < 2)
        {
            throw new ArgumentException(
                $"The taxonomy \"{name}\" has {all.Length} label(s), but a distribution needs at least 2. Add labels, for example \"neutral\".", nameof(labels));
        }

        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] is null) throw new ArgumentException($"The label at position {i} of the taxonomy \"{name}\" is null.", nameof(labels));
            foreach (var form in all[i].SurfaceForms)
            {
                // One label may have a word with and without its accents, because a model may write either.
                if (!index.TryAdd(WordFolding.Fold(form), i) && index[WordFolding.Fold(form)] != i)
                {
                    throw new ArgumentException(
                        $"The taxonomy \"{name}\" has the word \"{form}\" twice: for \"{all[index[WordFolding.Fold(form)]].Name}\" and for \"{all[i].Name}\". Each word may stand for one emotion only.",
                        nameof(labels));
                }
            }
        }

        return new EmotionTaxonomy(name, all, index);
    }

    /// <summary>Creates a taxonomy of labels that have no other surface form than their name.</summary>
    /// <param name="name">A name for reports. Not empty.</param>
    /// <param name="labelNames">At least two different names.</param>
    /// <returns>The taxonomy.</returns>
    /// <exception cref="ArgumentException">Fewer than two names, an empty one, or one that stands twice.</exception>
    public static EmotionTaxonomy FromNames(string name, params IEnumerable<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(labelNames);
        return Create(name, labelNames.Select(n => new EmotionLabel(n)));
    }

    /// <summary>Finds the label that a word stands for.</summary>
    /// <param name="nameOrForm">A label's name or one of its surface forms, in any case, with or without accents.</param>
    /// <returns>The label's position, or -1 when no label has this word.</returns>
    public int IndexOf(string nameOrForm)
    {
        ArgumentNullException.ThrowIfNull(nameOrForm);
        return _indexByFoldedForm.TryGetValue(WordFolding.Fold(nameOrForm.Trim()), out var index) ? index : -1;
    }

    /// <inheritdoc/>
    public bool Equals(EmotionTaxonomy? other) =>
        other is not null && (ReferenceEquals(this, other) || Labels.SequenceEqual(other.Labels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmotionTaxonomy);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var label in Labels) hash.Add(label);
        return hash.ToHashCode();
    }

    /// <summary>The name and the labels.</summary>
    public override string ToString() => $"{Name} ({string.Join(", ", Labels)})";
}
