namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>The difference of a metric between two rows, on the items that both have. Immutable and thread-safe.</summary>
public sealed record PairedComparison
{
    /// <summary>The name of the first row.</summary>
    public required string First { get; init; }

    /// <summary>The name of the second row.</summary>
    public required string Second { get; init; }

    /// <summary>The <see cref="MetricDefinition.Id"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The items that both rows have.</summary>
    public required long Items { get; init; }

    /// <summary>First minus second, the mean over these items.</summary>
    public required double Difference { get; init; }

    /// <summary>The lower end of its bootstrap interval.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end of its bootstrap interval.</summary>
    public required double High { get; init; }

    /// <summary>The two-sided p-value of a sign-flip permutation test over the resampling units, above 0 to 1.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value after Holm's correction over all comparisons of the report with the same metric, above 0 to 1.</summary>
    public required double AdjustedPValue { get; init; }
}
