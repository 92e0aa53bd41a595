using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How well configurations read the distribution of votes over a corpus: what every written form of a report is made of.</summary>
/// <remarks>
/// Immutable and thread-safe. The same predictions, options and seed give the same report, bit for bit;
/// what depends on the machine (times) is not part of it.
/// </remarks>
public sealed record EvaluationReport
{
    /// <summary>What the report is about, for its heading.</summary>
    public required string Title { get; init; }

    /// <summary>The version of this library that computed it.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The corpus as it was scored.</summary>
    public required DatasetSummary Dataset { get; init; }

    /// <summary>How intervals and tests were computed.</summary>
    public required ResamplingSummary Resampling { get; init; }

    /// <summary>The metrics in the order of the tables; <see cref="ReportRow.Values"/> has the same order.</summary>
    public required ImmutableArray<MetricDefinition> Metrics { get; init; }

    /// <summary>The rows of the main table: configurations, then calibrated ones, baselines and ceilings.</summary>
    public required ImmutableArray<ReportRow> Rows { get; init; }

    /// <summary>Paired differences between rows, on the items that both have.</summary>
    public required ImmutableArray<PairedComparison> Comparisons { get; init; }

    /// <summary>What the numbers say, in sentences, the most important first; among them every configuration that is not better than the class prior.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>Diagrams and examples of each row that is a configuration, calibrated or not.</summary>
    public required ImmutableArray<ConfigurationDetail> Details { get; init; }
}
