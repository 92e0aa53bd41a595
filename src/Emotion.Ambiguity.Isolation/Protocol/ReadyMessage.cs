using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>What a worker says when its recognizer is loaded.</summary>
internal sealed record ReadyMessage
{
    /// <summary>Both sides must speak the same; a worker of another version of the package may not.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required string TaxonomyName { get; init; }

    public required ImmutableArray<LabelMessage> Labels { get; init; }

    public static ReadyMessage Of(EmotionTaxonomy taxonomy) => new()
    {
        Version = CurrentVersion,
        TaxonomyName = taxonomy.Name,
        Labels = [.. taxonomy.Labels.Select(label => new LabelMessage(label.Name, label.SurfaceForms))],
    };

    public EmotionTaxonomy ToTaxonomy() => EmotionTaxonomy.Create(TaxonomyName, Labels.Select(label => new EmotionLabel(label.Name, label.Forms)));
}
