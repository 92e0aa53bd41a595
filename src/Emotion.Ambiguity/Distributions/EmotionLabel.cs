using System.Collections.Immutable;

namespace Emotion.Ambiguity.Distributions;

/// <summary>One emotion of a taxonomy: its canonical name and the words a person or a model may use for it.</summary>
/// <remarks>Immutable and thread-safe. Two labels are equal when their names and surface forms are.</remarks>
public sealed class EmotionLabel : IEquatable<EmotionLabel>
{
    /// <summary>Creates a label.</summary>
    /// <param name="name">The canonical name, in lower case by convention ("happiness"). Not empty.</param>
    /// <param name="surfaceForms">Other words for the same emotion ("joy", "happy"). The name itself is always the first form.</param>
    /// <exception cref="ArgumentException">The name or a surface form is empty or white space.</exception>
    public EmotionLabel(string name, params IEnumerable<string> surfaceForms)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(surfaceForms);
        Name = name.Trim();
        var forms = ImmutableArray.CreateBuilder<string>();
        forms.Add(Name);
        foreach (var form in surfaceForms)
        {
            if (string.IsNullOrWhiteSpace(form)) throw new ArgumentException($"A surface form of the label \"{Name}\" is empty.", nameof(surfaceForms));
            if (!forms.Contains(form.Trim(), StringComparer.OrdinalIgnoreCase)) forms.Add(form.Trim());
        }
        SurfaceForms = forms.ToImmutable();
    }

    /// <summary>The canonical name, as it stands in prompts and results.</summary>
    public string Name { get; }

    /// <summary>Every word for this emotion, the canonical name first, without repeats.</summary>
    public ImmutableArray<string> SurfaceForms { get; }

    /// <inheritdoc/>
    public bool Equals(EmotionLabel? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal) && SurfaceForms.SequenceEqual(other.SurfaceForms, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmotionLabel);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>The canonical name.</summary>
    public override string ToString() => Name;
}
