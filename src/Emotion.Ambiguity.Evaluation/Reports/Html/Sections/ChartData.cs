using System.Text.Json.Serialization;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>What the page script draws; which lists a kind has is said in report.js.</summary>
internal sealed record ChartData(string Kind)
{
    /// <summary>How many bars stand below each other; 0 where the height does not depend on it.</summary>
    [JsonIgnore] public int Rows { get; init; }

    public string[]? Labels { get; init; }

    public double[]? Voted { get; init; }

    public double[]? Predicted { get; init; }

    public long[]? Counts { get; init; }

    /// <summary>Pairs of x and y.</summary>
    public double[][]? Points { get; init; }

    /// <summary>Pairs of x and y that a line joins.</summary>
    public double[][]? Line { get; init; }

    /// <summary>Where both axes end.</summary>
    public double? Max { get; init; }
}

// The default encoder escapes <, > and &, so that no text can end the script element that holds it.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChartData))]
internal sealed partial class ChartJsonContext : JsonSerializerContext;
