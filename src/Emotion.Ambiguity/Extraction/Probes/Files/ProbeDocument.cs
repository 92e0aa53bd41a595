using System.Text.Json.Serialization;
using Emotion.Ambiguity.Internal.Files;

namespace Emotion.Ambiguity.Extraction.Probes.Files;

/// <summary>A probe as its file has it: everything may be missing until it is checked.</summary>
internal sealed record ProbeDocument
{
    public int? FormatVersion { get; init; }

    public TaxonomyDocument? Taxonomy { get; init; }

    /// <summary>"lastPosition" or "meanOfUtterance"; missing where the features are no hidden state.</summary>
    public string? HiddenState { get; init; }

    public string[]? FeatureNames { get; init; }

    public string? LanguageModel { get; init; }

    public string? Prompt { get; init; }

    public string? InputMode { get; init; }

    public string? Dataset { get; init; }

    public int? Examples { get; init; }

    public double? Penalty { get; init; }

    public double[]? Means { get; init; }

    public double[]? Scales { get; init; }

    public double[]? Biases { get; init; }

    public double[]?[]? Weights { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProbeDocument))]
internal sealed partial class ProbeJson : JsonSerializerContext;
