using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Turns the labels and numbers of an answer into a distribution, or says why it cannot.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class AnswerReader(EmotionTaxonomy taxonomy, AnswerKind kind)
{
    // Rounded percentages sum to 99.9 or 100.1 and are then normalised; only the arithmetic's own error is not.
    private const double SumTolerance = 1e-6;
    private const double LargestPlainNumber = 1e6;
    private const int MostSpareTokens = 1024;
    private readonly LabelMatcher _labels = new(taxonomy);
    private List<AnswerToken>? _spareTokens;

    public ExtractionResult Read(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer)) return ExtractionResult.Invalid(InvalidReason.EmptyAnswer);
        var entities = Scan(answer);
        return kind == AnswerKind.SingleLabel ? ReadLabel(entities) : ReadNumbers(answer, entities);
    }

    private List<AnswerEntity> Scan(string answer)
    {
        // The tokens are most of what an answer takes. Callers that read at the same time have a list each.
        var tokens = Interlocked.Exchange(ref _spareTokens, null) ?? [];
        AnswerLexer.Tokenize(answer, tokens);
        var entities = AnswerScanner.Scan(tokens, _labels);
        tokens.Clear();
        if (tokens.Capacity <= MostSpareTokens) Volatile.Write(ref _spareTokens, tokens);
        return entities;
    }

    private ExtractionResult ReadLabel(List<AnswerEntity> entities)
    {
        var named = entities.Where(e => e.Kind == AnswerEntityKind.Label && !e.IsNegated).Select(e => e.Label).Distinct().Take(2).ToList();
        return named.Count switch
        {
            0 => ExtractionResult.Invalid(InvalidReason.NoLabelFound),
            1 => ExtractionResult.Valid(EmotionDistribution.OneHot(taxonomy, named[0])),
            _ => ExtractionResult.Invalid(InvalidReason.Contradiction),
        };
    }

    private ExtractionResult ReadNumbers(string answer, List<AnswerEntity> entities)
    {
        var links = new List<(AnswerEntity Name, AnswerEntity Number)>(Math.Min(64, (entities.Count / 2) + 1));
        AlignedLists.Read(entities, links);
        NearestNumbers.Read(entities, links);
        var unknown = UnknownLabels(answer, links);
        if (!entities.Exists(e => e.Kind == AnswerEntityKind.Label)) return Invalid(InvalidReason.NoLabelFound);
        var labelled = links.TrueForAll(l => l.Name.Kind == AnswerEntityKind.Label) ? links : links.FindAll(l => l.Name.Kind == AnswerEntityKind.Label);
        if (labelled.Count == 0) return Invalid(InvalidReason.NoNumberFound);
        if (labelled.Exists(l => IsOutOfRange(l.Number))) return Invalid(InvalidReason.NumberOutOfRange);
        var percent = Percentages(labelled, PlainFactor(links, labelled));
        if (percent is null) return Invalid(InvalidReason.Contradiction);
        var sum = percent.Sum();
        if (!(sum > 0)) return Invalid(InvalidReason.AllZero);
        return ExtractionResult.Valid(EmotionDistribution.FromWeights(taxonomy, percent)) with
        {
            WasNormalized = Math.Abs(sum - 100) > 100 * SumTolerance,
            UnknownLabels = unknown,
            Scores = ImmutableCollectionsMarshal.AsImmutableArray(percent),
        };

        ExtractionResult Invalid(InvalidReason reason) => ExtractionResult.Invalid(reason) with { UnknownLabels = unknown };
    }

    /// <summary>The number of each label in percent, 0 where it has none; null where one has two different numbers.</summary>
    private double[]? Percentages(List<(AnswerEntity Name, AnswerEntity Number)> links, double plainFactor)
    {
        var percent = new double[taxonomy.Count];
        Array.Fill(percent, double.NaN);
        foreach (var (name, number) in links)
        {
            var value = ToPercent(number, plainFactor);
            ref var known = ref percent[name.Label];
            if (Math.Abs(known - value) > 1e-9) return null;
            known = value;
        }

        for (var n = 0; n < percent.Length; n++)
        {
            if (double.IsNaN(percent[n])) percent[n] = 0;
        }

        return percent;
    }

    /// <summary>What bare numbers are multiplied with to be percentages: 1, or 100 where they are fractions of 1.</summary>
    private double PlainFactor(List<(AnswerEntity Name, AnswerEntity Number)> links, List<(AnswerEntity Name, AnswerEntity Number)> labelled)
    {
        var isFraction = links.TrueForAll(l => l.Number.Unit != NumberUnit.Plain || !(l.Number.Value > 1));
        if (!isFraction) return 1;
        if (!links.Exists(l => l.Number.Unit == NumberUnit.Percent)) return 100;

        // "anger: 99.5%, sadness: 0.5": a forgotten sign, unless only fractions make the whole.
        return IsWhole(Percentages(labelled, 100)) && !IsWhole(Percentages(labelled, 1)) ? 100 : 1;

        static bool IsWhole(double[]? percent) => percent is not null && Math.Abs(percent.Sum() - 100) <= 100 * SumTolerance;
    }

    private static double ToPercent(AnswerEntity number, double plainFactor) => number.Unit switch
    {
        NumberUnit.Percent => number.Value,
        NumberUnit.Share => 100 * number.Value,
        _ => plainFactor * number.Value,
    };

    private static bool IsOutOfRange(AnswerEntity number) => !(number.Value >= 0) || number.Value > number.Unit switch
    {
        NumberUnit.Percent => 100,
        NumberUnit.Share => 1,
        _ => LargestPlainNumber,
    };

    private static ImmutableArray<string> UnknownLabels(string answer, List<(AnswerEntity Name, AnswerEntity Number)> links) => links.TrueForAll(l => l.Name.Kind == AnswerEntityKind.Label) ? [] :
    [
        .. links.Select(l => l.Name)
            .Where(n => n.Kind == AnswerEntityKind.Other && !n.IsTotal)
            .OrderBy(n => n.Start)
            .Select(n => answer[n.Start..n.End])
            .Distinct(StringComparer.Ordinal),
    ];
}
