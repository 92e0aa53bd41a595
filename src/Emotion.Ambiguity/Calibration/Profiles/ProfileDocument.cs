using System.Text.Json.Serialization;
using Emotion.Ambiguity.Internal.Files;

namespace Emotion.Ambiguity.Calibration.Profiles;

/// <summary>A profile as its file has it: everything may be missing until it is checked.</summary>
internal sealed record ProfileDocument
{
    public int? FormatVersion { get; init; }

    public TaxonomyDocument? Taxonomy { get; init; }

    public string? LanguageModel { get; init; }

    public string? Prompt { get; init; }

    public string? Dataset { get; init; }

    public EntryDocument?[]? Entries { get; init; }
}

internal sealed record EntryDocument
{
    public string? Extractor { get; init; }

    public int? Pairs { get; init; }

    public double? KullbackLeiblerBefore { get; init; }

    public double? KullbackLeiblerAfter { get; init; }

    public string? Method { get; init; }

    public double? Temperature { get; init; }

    public double[]? Weights { get; init; }

    public double[]? Biases { get; init; }

    public double? Strength { get; init; }

    public double[]? Ratios { get; init; }

    public double[]?[]? Lifts { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext;
