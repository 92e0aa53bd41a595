using System.Collections.Immutable;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>A trained probe, and how its penalty was chosen. Immutable and thread-safe.</summary>
public sealed record ProbeFitResult
{
    /// <summary>The probe. It does not know yet what its features are: say so with <c>with { HiddenState = ..., LanguageModelId = ... }</c>.</summary>
    public required LinearProbe Probe { get; init; }

    /// <summary>The penalty that was chosen.</summary>
    public required double Penalty { get; init; }

    /// <summary>
    /// What each penalty reached on held-out examples, in rising order; empty where there was only one. From the highest down, the search stops after three in a
    /// row that are no better than the best before. The best of these is a little better than what other
    /// speakers will see, since it was chosen for that: <see cref="ProbeFit.CrossPredict"/> measures without this.
    /// </summary>
    public required ImmutableArray<PenaltyScore> PenaltyScores { get; init; }

    /// <summary>The mean of KL(votes || prediction) over the examples that the probe was trained on, in nats: lower than on others.</summary>
    public required double TrainingKullbackLeibler { get; init; }
}
