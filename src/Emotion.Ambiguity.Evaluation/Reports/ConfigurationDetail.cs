using System.Collections.Immutable;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Diagrams and examples of one row. Immutable and thread-safe.</summary>
public sealed record ConfigurationDetail
{
    /// <summary>The row's name.</summary>
    public required string Row { get; init; }

    /// <summary>Ten equal bins of the highest probability, with how often the top label was right.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }

    /// <summary>Per label: how probable it was said to be, and how much it was voted for.</summary>
    public required ImmutableArray<LabelCalibration> Labels { get; init; }

    /// <summary>Voted and predicted entropy of items, in nats: all of them, or a sample drawn by the seed where there are many.</summary>
    public required ImmutableArray<EntropyPoint> Entropies { get; init; }

    /// <summary>Counts of items: a row a top voted label, a column a top predicted label; items with tied top votes are left out.</summary>
    public required ImmutableArray<ImmutableArray<long>> Confusion { get; init; }

    /// <summary>The items with the lowest KL, the lowest first.</summary>
    public required ImmutableArray<ReportItem> Best { get; init; }

    /// <summary>The items with the highest KL, the highest first.</summary>
    public required ImmutableArray<ReportItem> Worst { get; init; }
}
