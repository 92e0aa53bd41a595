using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Reports.Svg;

/// <summary>One distribution of a chart. Immutable and thread-safe.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Distribution">The distribution, or null where there is none: the legend says so and no bar is drawn.</param>
public sealed record DistributionSeries(string Name, EmotionDistribution? Distribution)
{
    /// <summary>Whether it is what the others are compared with (the listeners' votes): drawn grey and first. The default is false.</summary>
    public bool IsReference { get; init; }
}
