using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Eq. 1 and 2 for one model and taxonomy.</summary>
internal sealed class PreparedTokenLogitExtractor(EmotionTaxonomy taxonomy, LabelTokenSets tokens, TokenLogitOptions options) : IPreparedExtractor
{
    private LabelColumns? _lastColumns;

    public ExtractionNeeds Needs { get; } = new() { Generation = true, LogitTokenIds = [.. tokens.Union.Order()] };

    public ExtractionResult Extract(ExtractionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var generation = evidence.Generation ?? throw new ArgumentException("The evidence has no answer, but this extractor asked for one.", nameof(evidence));
        if (generation.TokenIds.IsEmpty) return ExtractionResult.Invalid(InvalidReason.EmptyAnswer);
        var scores = AverageOverSteps(generation, out var upperBoundShare);
        if (scores is null) return ExtractionResult.Invalid(InvalidReason.NoMatchingStep);
        return Normalize(scores) with { Scores = ImmutableCollectionsMarshal.AsImmutableArray(scores), UpperBoundShare = upperBoundShare };
    }

    /// <summary>Eq. 1, or null where no step qualifies.</summary>
    private double[]? AverageOverSteps(Generation generation, out double upperBoundShare)
    {
        var logits = generation.Logits;
        var labelled = ColumnsIn(logits);
        var columns = labelled.Columns;
        var sums = new double[columns.Length];
        Span<float> gathered = labelled.Widest <= 256 ? stackalloc float[labelled.Widest] : new float[labelled.Widest];
        var steps = 0;
        var bounds = 0;
        for (var j = 0; j < generation.TokenIds.Length; j++)
        {
            if (options.Steps != StepSelection.All && !tokens.Union.Contains(generation.TokenIds.Span[j])) continue;
            steps++;
            var row = logits.GetStep(j);
            for (var n = 0; n < sums.Length; n++)
            {
                for (var i = 0; i < columns[n].Length; i++)
                {
                    gathered[i] = row[columns[n][i]];
                    if (logits.UpperBoundCount > 0 && logits.IsUpperBound(j, columns[n][i])) bounds++;
                }

                sums[n] += Combine(gathered[..columns[n].Length]);
            }

            if (options.Steps == StepSelection.FirstLabelToken) break;
        }

        upperBoundShare = steps == 0 ? 0 : bounds / ((double)steps * labelled.Total);
        if (steps == 0) return null;
        TensorPrimitives.Divide(sums, steps, sums);
        return sums;
    }

    /// <summary>All answers of a recognizer come with logits of the same tokens, so their columns are looked up once.</summary>
    private LabelColumns ColumnsIn(StepLogits logits)
    {
        if (Volatile.Read(ref _lastColumns) is { } last && last.AreOf(logits)) return last;
        var found = new LabelColumns(tokens, logits);
        Volatile.Write(ref _lastColumns, found);
        return found;
    }

    private double Combine(ReadOnlySpan<float> logits)
    {
        switch (options.Combination)
        {
            case TokenCombination.Max:
                return TensorPrimitives.Max(logits);
            case TokenCombination.LogSumExp:
                double max = TensorPrimitives.Max(logits), sum = 0;
                foreach (var logit in logits) sum += Math.Exp(logit - max);
                return max + Math.Log(sum);
            default:
                var total = 0.0;
                foreach (var logit in logits) total += logit;
                return total / logits.Length;
        }
    }

    /// <summary>Eq. 2 or the chosen formula, with the fallback where it is not defined.</summary>
    private ExtractionResult Normalize(double[] scores)
    {
        // The paper's share is meant for positive scores: a score of exactly 0 would silently rule its emotion out.
        var undefined = options.Normalization.Kind == ScoreNormalizationKind.Proportional && TensorPrimitives.Min<double>(scores) <= 0;
        if (!undefined && EmotionDistribution.TryFromScores(taxonomy, scores, options.Normalization, out var distribution)) return ExtractionResult.Valid(distribution);
        if (options.Fallback is null || !EmotionDistribution.TryFromScores(taxonomy, scores, options.Fallback, out distribution))
            return ExtractionResult.Invalid(InvalidReason.UndefinedForScores);
        return ExtractionResult.Valid(distribution) with { FallbackUsed = options.Fallback };
    }
}
