using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Internal.Files;

/// <summary>A taxonomy as a file has it: everything may be missing until it is checked.</summary>
internal sealed record TaxonomyDocument
{
    public string? Name { get; init; }

    public LabelDocument?[]? Labels { get; init; }

    public static TaxonomyDocument Of(EmotionTaxonomy taxonomy) => new()
    {
        Name = taxonomy.Name,
        Labels = [.. taxonomy.Labels.Select(l => new LabelDocument { Name = l.Name, OtherForms = l.SurfaceForms.Length > 1 ? [.. l.SurfaceForms.Skip(1)] : null })],
    };

    /// <summary>The taxonomy.</summary>
    /// <exception cref="ArgumentException">Something is missing or wrong.</exception>
    public EmotionTaxonomy ToTaxonomy() => EmotionTaxonomy.Create(
        FittedFile.Required(Name, "name", "The taxonomy"),
        FittedFile.Required(Labels, "labels", "The taxonomy")
            .Select((l, i) => new EmotionLabel(FittedFile.Required(l?.Name, "name", $"Label {i + 1} of the taxonomy"), l!.OtherForms ?? [])).ToArray());
}

internal sealed record LabelDocument
{
    public string? Name { get; init; }

    /// <summary>The surface forms but the name.</summary>
    public string[]? OtherForms { get; init; }
}
