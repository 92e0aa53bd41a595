using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>What one configuration read of one utterance.</summary>
/// <param name="Configuration">What differs between the configurations: model, prompt, input, extractor.</param>
/// <param name="Result">The extraction.</param>
/// <param name="Answer">What the model wrote, where it did.</param>
internal sealed record Reading(string Configuration, ExtractionResult Result, string? Answer)
{
    /// <summary>KL(votes || prediction) in nats, or null where there are no votes or no distribution.</summary>
    public double? KullbackLeibler(EmotionDistribution? votes) =>
        votes is not null && Result.Distribution is { } read ? DistributionDivergence.KullbackLeibler(votes, read) : null;

    /// <summary>The Jensen-Shannon divergence from the votes in nats, or null.</summary>
    public double? JensenShannon(EmotionDistribution? votes) =>
        votes is not null && Result.Distribution is { } read ? DistributionDivergence.JensenShannonDivergence(votes, read) : null;
}
