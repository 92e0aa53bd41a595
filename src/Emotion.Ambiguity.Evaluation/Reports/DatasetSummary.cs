using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The corpus of a report, as it was scored. Immutable and thread-safe.</summary>
public sealed record DatasetSummary
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The licence and what it asks.</summary>
    public required string LicenseNote { get; init; }

    /// <summary>The name of the taxonomy.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>The names of the labels, in the order of every list of numbers in the report.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Which items were taken ("speaker 08, 15; 500 drawn with seed 1"); empty where it was all of them.</summary>
    public string Selection { get; init; } = "";

    /// <summary>How votes became a distribution.</summary>
    public required string Aggregation { get; init; }

    /// <summary>What the votes are, in words; the mixed sources of a corpus are all named.</summary>
    public required string VoteSources { get; init; }

    /// <summary>The items that were read.</summary>
    public required long Items { get; init; }

    /// <summary>Of these, the ones without votes in the taxonomy. They are not scored.</summary>
    public required long ItemsWithoutVotes { get; init; }

    /// <summary>Rows of the corpus that could not be read; reported one by one when it was read.</summary>
    public required long BadRows { get; init; }

    /// <summary>Of the scored items, the ones whose highest vote is shared by two labels or more: accuracy and F1 leave them out.</summary>
    public required long TiedItems { get; init; }

    /// <summary>The mean number of votes of a scored item; null where the corpus gives only shares or what was agreed on.</summary>
    public required double? MeanVotes { get; init; }

    /// <summary>The mean entropy of the votes, in nats; null without items.</summary>
    public required double? MeanVotedEntropy { get; init; }

    /// <summary>The class prior: the mean of the distributions of all scored items; empty without items.</summary>
    public required ImmutableArray<double> ClassPrior { get; init; }
}
