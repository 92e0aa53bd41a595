namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>How the intervals and tests of a report were computed. Immutable and thread-safe.</summary>
public sealed record ResamplingSummary
{
    /// <summary>What is drawn with replacement: "speaker", "dialogue" or "utterance".</summary>
    public required string Unit { get; init; }

    /// <summary>How many units there are.</summary>
    public required long Units { get; init; }

    /// <summary>The bootstrap's replicates.</summary>
    public required int Replicates { get; init; }

    /// <summary>The permutations of each paired test.</summary>
    public required int Permutations { get; init; }

    /// <summary>The share of replicates inside an interval, 0 to 1.</summary>
    public required double Level { get; init; }

    /// <summary>The seed of everything that was drawn.</summary>
    public required long Seed { get; init; }

    /// <summary>What to keep in mind about these intervals, in words ("only 2 speakers: drawn by utterance, ..."); empty where nothing is special.</summary>
    public string Note { get; init; } = "";
}
