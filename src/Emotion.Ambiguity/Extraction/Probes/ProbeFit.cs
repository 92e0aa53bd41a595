using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes.Fitting;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>Trains probes on votes.</summary>
/// <remarks>
/// Pure, thread-safe and deterministic. A fit minimises the mean of KL(votes || prediction) + penalty / 2 * sum W^2 + 0.00005 * sum b^2 over standardised
/// features, a convex problem with one solution. The last term only keeps the bias of a label finite that nobody chose. With a high penalty the probe gives
/// the mean of the votes, whatever it reads.
/// </remarks>
public static class ProbeFit
{
    private const int WorseInARow = 3;

    /// <summary>Trains a probe with the default options.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{ProbeExample}, ProbeFitOptions, CancellationToken)"/>
    public static ProbeFitResult Fit(IReadOnlyList<ProbeExample> examples) => Fit(examples, new ProbeFitOptions(), CancellationToken.None);

    /// <summary>Chooses the penalty by cross-validation over groups, or over examples where all are of one, and trains on all examples with it.</summary>
    /// <param name="examples">Some dozens at least, all of as many features and over one taxonomy.</param>
    /// <param name="options">How to train.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The probe, and how its penalty was chosen.</returns>
    /// <exception cref="ArgumentException">No examples, examples that do not fit together, or an option that is not valid.</exception>
    /// <exception cref="InvalidOperationException">A fit did not settle, because its penalty is too small for these examples.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ProbeFitResult Fit(IReadOnlyList<ProbeExample> examples, ProbeFitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ProbeTable.Check(examples);
        var scores = options.Penalties.Length == 1 ? [] : Score(examples, options, cancellationToken);
        var penalty = scores.IsEmpty ? options.Penalties[0] : scores.OrderBy(s => s.KullbackLeibler).ThenByDescending(s => s.Penalty).First().Penalty;
        var probe = new PenaltyPath(examples).Fit(penalty, QuasiNewton.Exact, cancellationToken);
        return new ProbeFitResult
        {
            Probe = probe,
            Penalty = penalty,
            PenaltyScores = scores,
            TrainingKullbackLeibler = examples.Average(e => Divergence(probe, e)),
        };
    }

    /// <summary>
    /// Predicts each example by a probe that was trained, penalty and all, on the examples of the other folds: what groups (speakers) that it has not heard
    /// will see.
    /// </summary>
    /// <param name="examples">At least two groups, all examples of as many features and over one taxonomy.</param>
    /// <param name="options">How to train; the same folds are used outside, and made anew of the remaining groups inside.</param>
    /// <param name="progress">Told the folds that are done, from 1; or null.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>A prediction an example, in the examples' order.</returns>
    /// <exception cref="ArgumentException">No examples, examples that do not fit together, an option that is not valid, or fewer than two groups.</exception>
    /// <exception cref="InvalidOperationException">A fit did not settle, because its penalty is too small for these examples.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImmutableArray<EmotionDistribution> CrossPredict(
        IReadOnlyList<ProbeExample> examples, ProbeFitOptions options, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ProbeTable.Check(examples);
        var foldOf = Folds.Deal(examples, options.Folds, options.Seed);
        var predictions = new EmotionDistribution[examples.Count];
        for (var fold = 0; fold <= foldOf.Max(); fold++)
        {
            var probe = Fit([.. Outside(examples, foldOf, fold)], options, cancellationToken).Probe;
            for (var i = 0; i < predictions.Length; i++)
            {
                if (foldOf[i] == fold) predictions[i] = probe.Predict(examples[i].Features.Span);
            }

            progress?.Report(fold + 1);
        }

        return [.. predictions];
    }

    private static ImmutableArray<PenaltyScore> Score(IReadOnlyList<ProbeExample> examples, ProbeFitOptions options, CancellationToken cancellationToken)
    {
        // Of one speaker, nobody can be held out: the penalty is then chosen on other sentences of the same one.
        var isOneGroup = examples[0].Group is not null && examples.All(e => string.Equals(e.Group, examples[0].Group, StringComparison.Ordinal));
        var foldOf = Folds.Deal(isOneGroup ? [.. examples.Select(e => new ProbeExample(e.Features, e.Target))] : examples, options.Folds, options.Seed);
        var paths = Enumerable.Range(0, foldOf.Max() + 1).Select(fold => new PenaltyPath([.. Outside(examples, foldOf, fold)])).ToArray();
        var scores = new List<PenaltyScore>();

        // Below the best penalty things only get worse, and slower to fit.
        foreach (var penalty in options.Penalties.Distinct().OrderDescending())
        {
            var probes = Array.ConvertAll(paths, path => path.Fit(penalty, QuasiNewton.Rough, cancellationToken));
            scores.Add(new PenaltyScore(penalty, examples.Select((e, i) => Divergence(probes[foldOf[i]], e)).Average()));
            if (scores.Count > WorseInARow && scores[..^WorseInARow].Min(s => s.KullbackLeibler) <= scores[^WorseInARow..].Min(s => s.KullbackLeibler)) break;
        }

        return [.. Enumerable.Reverse(scores)];
    }

    private static IEnumerable<ProbeExample> Outside(IReadOnlyList<ProbeExample> examples, int[] foldOf, int fold) => examples.Where((_, i) => foldOf[i] != fold);

    private static double Divergence(LinearProbe probe, ProbeExample example) =>
        DistributionDivergence.KullbackLeibler(example.Target, probe.Predict(example.Features.Span));
}
