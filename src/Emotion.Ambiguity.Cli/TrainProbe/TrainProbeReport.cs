using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>What came of a training: the mean of KL(votes || prediction) of the probe and of what needs none, in nats.</summary>
internal sealed record TrainProbeReport
{
    public required ProbeFitResult Fit { get; init; }

    public required LinearProbe Probe { get; init; }

    public required string Dataset { get; init; }

    public required int Items { get; init; }

    public required int Failed { get; init; }

    public required int Examples { get; init; }

    /// <summary>Speakers, or what else the examples are grouped by.</summary>
    public required int Groups { get; init; }

    public required bool ResampledByGroup { get; init; }

    public required MeanInterval Uniform { get; init; }

    /// <summary>The mean of the votes of the other folds.</summary>
    public required MeanInterval Prior { get; init; }

    /// <summary>Each example by a probe that was trained, penalty and all, on the other folds.</summary>
    public required MeanInterval HeldOut { get; init; }

    /// <summary>How much lower the probe is than the prior, example by example.</summary>
    public required MeanInterval GainOverPrior { get; init; }

    public static TrainProbeReport Create(
        LinearProbe probe, ProbeFitResult fit, IReadOnlyList<ProbeExample> examples, IReadOnlyList<EmotionDistribution> heldOut, IReadOnlyList<EmotionDistribution> prior, TrainProbeSettings settings, (string Dataset, int Items, int Failed) source)
    {
        var bootstrap = new GroupBootstrap(examples, settings.Replicates, settings.Seed);
        var uniform = EmotionDistribution.Uniform(probe.Taxonomy);
        var (ofProbe, ofPrior) = (Divergences(examples, heldOut), Divergences(examples, prior));
        return new TrainProbeReport
        {
            Fit = fit,
            Probe = probe,
            Dataset = source.Dataset,
            Items = source.Items,
            Failed = source.Failed,
            Examples = examples.Count,
            Groups = examples.Select((e, i) => e.Group ?? $"\0{i}").Distinct(StringComparer.Ordinal).Count(),
            ResampledByGroup = bootstrap.ByGroup,
            Uniform = bootstrap.Of(Divergences(examples, [.. examples.Select(_ => uniform)])),
            Prior = bootstrap.Of(ofPrior),
            HeldOut = bootstrap.Of(ofProbe),
            GainOverPrior = bootstrap.Of([.. ofPrior.Zip(ofProbe, (p, q) => p - q)]),
        };
    }

    private static double[] Divergences(IReadOnlyList<ProbeExample> examples, IReadOnlyList<EmotionDistribution> predictions) =>
        [.. examples.Select((e, i) => DistributionDivergence.KullbackLeibler(e.Target, predictions[i]))];
}
