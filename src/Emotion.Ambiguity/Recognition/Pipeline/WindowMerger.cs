using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>Makes one distribution an extractor out of the windows of a clip: the mean, each window with the weight of its duration.</summary>
internal static class WindowMerger
{
    public static ImmutableArray<NamedExtraction> Merge(EmotionTaxonomy taxonomy, ImmutableArray<RecognitionWindow> windows)
    {
        if (windows.Length == 1) return windows[0].Extractions;
        var merged = ImmutableArray.CreateBuilder<NamedExtraction>(windows[0].Extractions.Length);
        for (var e = 0; e < windows[0].Extractions.Length; e++)
            merged.Add(new NamedExtraction(windows[0].Extractions[e].Extractor, MergeOne(taxonomy, windows, e)));
        return merged.MoveToImmutable();
    }

    private static ExtractionResult MergeOne(EmotionTaxonomy taxonomy, ImmutableArray<RecognitionWindow> windows, int extractor)
    {
        var sum = new double[taxonomy.Count];
        var any = false;
        foreach (var window in windows)
        {
            if (window.Extractions[extractor].Result.Distribution is not { } distribution) continue;
            any = true;
            var weight = window.Duration?.TotalSeconds ?? 1;
            for (var n = 0; n < sum.Length; n++) sum[n] += weight * distribution[n];
        }

        if (!any) return windows[0].Extractions[extractor].Result;
        var results = windows.Select(w => w.Extractions[extractor].Result).ToArray();
        return ExtractionResult.Valid(EmotionDistribution.FromWeights(taxonomy, sum)) with
        {
            WasNormalized = results.Any(r => r.WasNormalized),
            UpperBoundShare = results.Max(r => r.UpperBoundShare),
            FallbackUsed = results.Select(r => r.FallbackUsed).FirstOrDefault(f => f is not null),
            Warning = results.Select(r => r.Warning).FirstOrDefault(w => w is not null),
            UnknownLabels = [.. results.SelectMany(r => r.UnknownLabels).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }
}
