using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Asks for what all members need, and hands each its part of the evidence.</summary>
internal sealed class PreparedEnsembleExtractor : IPreparedExtractor
{
    // What a probability of 0 counts as in a product: the epsilon of the metrics.
    private const double Epsilon = 1e-8;
    private readonly EmotionTaxonomy _taxonomy;
    private readonly EnsembleMean _mean;
    private readonly ImmutableArray<(IPreparedExtractor Reader, double Weight)> _members;

    public PreparedEnsembleExtractor(EmotionTaxonomy taxonomy, EnsembleMean mean, ImmutableArray<(IPreparedExtractor Reader, double Weight)> members)
    {
        (_taxonomy, _mean, _members) = (taxonomy, mean, members);
        var needs = members.Select(m => m.Reader.Needs).ToList();
        Needs = new ExtractionNeeds
        {
            Generation = needs.Exists(n => n.Generation),
            LogitTokenIds = [.. needs.SelectMany(n => n.LogitTokenIds).Distinct()],
            Continuations = [.. needs.SelectMany(n => n.Continuations)],
            EmptyUtteranceScores = needs.Exists(n => n.EmptyUtteranceScores),
            HiddenState = OneState([.. needs.Select(n => n.HiddenState).Where(k => k != HiddenStateKind.None).Distinct()]),
            Samples = MostSamples([.. needs.Select(n => n.Samples).OfType<SampledAnswers>()]),
        };
    }

    public ExtractionNeeds Needs { get; }

    public ExtractionResult Extract(ExtractionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var results = new List<ExtractionResult>();
        var continuation = 0;
        foreach (var (reader, _) in _members)
        {
            results.Add(reader.Extract(PartOf(evidence, reader.Needs, continuation)));
            continuation += reader.Needs.Continuations.Length;
        }

        if (results.Find(r => !r.IsValid) is { } invalid) return ExtractionResult.Invalid(invalid.InvalidReason);
        return ExtractionResult.Valid(Combine(results)) with
        {
            WasNormalized = results.Exists(r => r.WasNormalized),
            FallbackUsed = results.Select(r => r.FallbackUsed).FirstOrDefault(f => f is not null),
            UnreadableAnswers = results.Sum(r => r.UnreadableAnswers),
            Warning = results.Select(r => r.Warning).FirstOrDefault(w => w is not null),
            UnknownLabels = [.. results.SelectMany(r => r.UnknownLabels).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    private static ExtractionEvidence PartOf(ExtractionEvidence evidence, ExtractionNeeds needs, int firstContinuation) => evidence with
    {
        ContinuationScores = evidence.ContinuationScores.Slice(firstContinuation, needs.Continuations.Length),
        EmptyUtteranceScores = needs.EmptyUtteranceScores ? evidence.EmptyUtteranceScores.Slice(firstContinuation, needs.Continuations.Length) : [],
        HiddenState = needs.HiddenState == HiddenStateKind.None ? default : evidence.HiddenState,
        Samples = needs.Samples is { } samples ? evidence.Samples[..samples.Count] : [],
    };

    private EmotionDistribution Combine(List<ExtractionResult> results)
    {
        var sums = new double[_taxonomy.Count];
        for (var i = 0; i < results.Count; i++)
        {
            for (var n = 0; n < sums.Length; n++)
            {
                var p = results[i].Distribution![n];
                sums[n] += _members[i].Weight * (_mean == EnsembleMean.Linear ? p : Math.Log((p + Epsilon) / (1 + (sums.Length * Epsilon))));
            }
        }

        if (_mean == EnsembleMean.Linear) return EmotionDistribution.FromWeights(_taxonomy, sums);
        EmotionDistribution.TryFromScores(_taxonomy, sums, ScoreNormalization.Softmax(), out var distribution);
        return distribution!;
    }

    private static HiddenStateKind OneState(HiddenStateKind[] kinds) => kinds.Length switch
    {
        0 => HiddenStateKind.None,
        1 => kinds[0],
        _ => throw new NotSupportedException($"Members of one ensemble read the hidden states {string.Join(" and ", kinds)}. Give them the same."),
    };

    private static SampledAnswers? MostSamples(List<SampledAnswers> samples)
    {
        if (samples.Count == 0) return null;
        var other = samples.Find(s => !s.Temperature.Equals(samples[0].Temperature));
        return other is null
            ? samples.MaxBy(s => s.Count)
            : throw new NotSupportedException($"Members of one ensemble draw answers at the temperatures {samples[0].Temperature} and {other.Temperature}. Give them the same.");
    }
}
