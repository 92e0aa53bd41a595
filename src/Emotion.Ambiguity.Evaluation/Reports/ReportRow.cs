using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>A row of the main table. Immutable and thread-safe.</summary>
public sealed record ReportRow
{
    /// <summary>A name of its own in the report ("mini/single/likelihood", "class prior").</summary>
    public required string Name { get; init; }

    /// <summary>What the row is.</summary>
    public required ReportRowKind Kind { get; init; }

    /// <summary>The language model; null for baselines and ceilings.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt; null for baselines and ceilings.</summary>
    public string? Prompt { get; init; }

    /// <summary>The extractor; null for baselines and ceilings.</summary>
    public string? Extractor { get; init; }

    /// <summary>The calibration; null where there is none.</summary>
    public string? Calibration { get; init; }

    /// <summary>The items that were asked for.</summary>
    public required long Items { get; init; }

    /// <summary>The items with a distribution. The metrics are over these.</summary>
    public required long Valid { get; init; }

    /// <summary>The items whose answer could not be read.</summary>
    public required long Invalid { get; init; }

    /// <summary>The items that failed: a sound file that cannot be read, a prompt that does not fit.</summary>
    public required long Failed { get; init; }

    /// <summary>The items whose extractor fell back to another normalisation than the one asked for.</summary>
    public long FellBack { get; init; }

    /// <summary>Why answers could not be read, and how often; empty where all could.</summary>
    public ImmutableArray<ReasonCount> InvalidReasons { get; init; } = [];

    /// <summary>What the row is and what to keep in mind about it; empty where the name says it all.</summary>
    public string Note { get; init; } = "";

    /// <summary>One value a metric, in the report's order.</summary>
    public required ImmutableArray<MetricValue> Values { get; init; }
}
