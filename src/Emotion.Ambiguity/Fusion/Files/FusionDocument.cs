using System.Text.Json.Serialization;
using Emotion.Ambiguity.Internal.Files;

namespace Emotion.Ambiguity.Fusion.Files;

/// <summary>A profile as its file has it: everything may be missing until it is checked.</summary>
internal sealed record FusionDocument
{
    public int? FormatVersion { get; init; }

    public TaxonomyDocument? Taxonomy { get; init; }

    public string? Dataset { get; init; }

    public int? Items { get; init; }

    public double? Epsilon { get; init; }

    public ExpertDocument?[]? Experts { get; init; }

    public double[]? Biases { get; init; }
}

internal sealed record ExpertDocument
{
    public string? Name { get; init; }

    public double? Weight { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FusionDocument))]
internal sealed partial class FusionJson : JsonSerializerContext;
