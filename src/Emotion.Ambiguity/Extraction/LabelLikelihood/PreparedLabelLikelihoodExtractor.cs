using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Label likelihoods for one model and taxonomy.</summary>
internal sealed class PreparedLabelLikelihoodExtractor : IPreparedExtractor
{
    private readonly EmotionTaxonomy _taxonomy;
    private readonly LabelLikelihoodOptions _options;

    // The label of each continuation; a label has as many as it has different spellings.
    private readonly int[] _labelOf;

    public PreparedLabelLikelihoodExtractor(EmotionTaxonomy taxonomy, ITokenizer tokenizer, LabelLikelihoodOptions options)
    {
        (_taxonomy, _options) = (taxonomy, options);
        var spellings = taxonomy.Labels
            .SelectMany((label, n) => LabelSpelling.Spell(label, options.Words, options.Forms).Distinct(StringComparer.Ordinal).Select(text => (Label: n, Tokens: tokenizer.Tokenize(text))))
            .ToArray();
        _labelOf = [.. spellings.Select(s => s.Label)];
        Needs = new ExtractionNeeds
        {
            Continuations = [.. spellings.Select(s => new ReadOnlyMemory<int>(s.Tokens))],
            EmptyUtteranceScores = options.Score == LikelihoodScore.MinusEmptyUtterance,
        };
    }

    public ExtractionNeeds Needs { get; }

    public ExtractionResult Extract(ExtractionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var scores = AddSpellings(evidence.ContinuationScores);
        if (_options.Score == LikelihoodScore.MinusEmptyUtterance)
        {
            var empty = AddSpellings(evidence.EmptyUtteranceScores);
            for (var n = 0; n < scores.Length; n++) scores[n] -= empty[n];
        }

        // A label that the model rules out altogether has no finite score, and then the softmax says nothing about the others.
        if (!Array.TrueForAll(scores, double.IsFinite)) return ExtractionResult.Invalid(InvalidReason.UndefinedForScores);
        return EmotionDistribution.TryFromScores(_taxonomy, scores, ScoreNormalization.Softmax(_options.Temperature), out var distribution)
            ? ExtractionResult.Valid(distribution) with { Scores = ImmutableCollectionsMarshal.AsImmutableArray(scores), UpperBoundShare = UpperBounds(evidence) }
            : ExtractionResult.Invalid(InvalidReason.UndefinedForScores);
    }

    private double UpperBounds(ExtractionEvidence evidence)
    {
        if (_options.Score != LikelihoodScore.MinusEmptyUtterance) return CountUpperBounds(evidence.ContinuationScores) / (double)_labelOf.Length;
        return (CountUpperBounds(evidence.ContinuationScores) + CountUpperBounds(evidence.EmptyUtteranceScores)) / (2.0 * _labelOf.Length);
    }

    private static int CountUpperBounds(ImmutableArray<ContinuationScore> scores)
    {
        var count = 0;
        foreach (var score in scores)
        {
            if (score.IsUpperBound) count++;
        }

        return count;
    }

    /// <summary>ln of the summed probabilities of each label's spellings.</summary>
    private double[] AddSpellings(ImmutableArray<ContinuationScore> continuations)
    {
        if (continuations.Length != _labelOf.Length)
            throw new ArgumentException($"There are {continuations.Length} scores, but this extractor asked for {_labelOf.Length}.", nameof(continuations));
        var scores = new double[_taxonomy.Count];
        Array.Fill(scores, double.NegativeInfinity);
        for (var i = 0; i < _labelOf.Length; i++)
        {
            var score = _options.Score == LikelihoodScore.PerToken ? continuations[i].LogLikelihood / continuations[i].TokenCount : continuations[i].LogLikelihood;
            ref var sum = ref scores[_labelOf[i]];
            var max = Math.Max(sum, score);
            sum = max + Math.Log(Math.Exp(sum - max) + Math.Exp(score - max));
        }

        return scores;
    }
}
