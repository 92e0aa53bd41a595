using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>The built-in maps between the corpora's labels and the core's taxonomies. What they do stands in docs/datasets.md.</summary>
public static class LabelMaps
{
    private static readonly ImmutableArray<(EmotionTaxonomy Source, LabelMap Map)> All =
    [
        Same(CorpusTaxonomies.Iemocap10, EmotionTaxonomy.Paper4, m => m.With("excitement", "happiness").LeavingOut("frustration", "fear", "surprise", "disgust", "other")),
        Same(CorpusTaxonomies.Iemocap10, EmotionTaxonomy.Ekman7, m => m.With("excitement", "happiness").LeavingOut("frustration", "other")),
        Same(CorpusTaxonomies.Iemocap10, EmotionTaxonomy.CremaD6, m => m.With("excitement", "happiness").LeavingOut("frustration", "surprise", "other")),
        Msp(EmotionTaxonomy.Paper4, "surprise", "fear", "disgust", "contempt"),
        Msp(EmotionTaxonomy.Ekman7, "contempt"),
        Msp(EmotionTaxonomy.CremaD6, "surprise", "contempt"),
        Same(EmotionTaxonomy.CremaD6, EmotionTaxonomy.Paper4, m => m.LeavingOut("disgust", "fear")),
        Same(EmotionTaxonomy.CremaD6, EmotionTaxonomy.Ekman7, m => m),
        Same(EmotionTaxonomy.EmoDb7, EmotionTaxonomy.Paper4, m => m.LeavingOut("boredom", "disgust", "fear")),
        Same(EmotionTaxonomy.EmoDb7, EmotionTaxonomy.Ekman7, m => m.LeavingOut("boredom")),
        Same(EmotionTaxonomy.EmoDb7, EmotionTaxonomy.CremaD6, m => m.LeavingOut("boredom")),
        Same(CorpusTaxonomies.Ravdess8, EmotionTaxonomy.Paper4, m => m.With("calm", "neutral").LeavingOut("fear", "disgust", "surprise")),
        Same(CorpusTaxonomies.Ravdess8, EmotionTaxonomy.Ekman7, m => m.With("calm", "neutral")),
        Same(CorpusTaxonomies.Ravdess8, EmotionTaxonomy.CremaD6, m => m.With("calm", "neutral").LeavingOut("surprise")),
        Same(CorpusTaxonomies.Nemo6, EmotionTaxonomy.Paper4, m => m.LeavingOut("fear", "surprise")),
        Same(CorpusTaxonomies.Nemo6, EmotionTaxonomy.Ekman7, m => m),
        Same(CorpusTaxonomies.Nemo6, EmotionTaxonomy.CremaD6, m => m.LeavingOut("surprise")),
        Same(EmotionTaxonomy.Ekman7, EmotionTaxonomy.Paper4, m => m.LeavingOut("disgust", "fear", "surprise")),
        Same(EmotionTaxonomy.Ekman7, EmotionTaxonomy.Ekman6, m => m.LeavingOut("neutral")),
        Same(EmotionTaxonomy.Ekman7, EmotionTaxonomy.CremaD6, m => m.LeavingOut("surprise")),
        GoEmotions(EmotionTaxonomy.Ekman7),
        GoEmotions(EmotionTaxonomy.Paper4, "disgust", "fear", "surprise"),
        GoEmotions(EmotionTaxonomy.CremaD6, "surprise"),
    ];

    /// <summary>All built-in maps.</summary>
    public static ImmutableArray<LabelMap> BuiltIn { get; } = [.. All.Select(p => p.Map)];

    /// <summary>Finds the map between two taxonomies: a built-in one, or the one by same names where the target knows every source label.</summary>
    /// <param name="source">The source taxonomy.</param>
    /// <param name="target">The target taxonomy.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">There is none; the message names the labels that have no target. Write a <see cref="LabelMap"/> that says what becomes of them.</exception>
    public static LabelMap Between(EmotionTaxonomy source, EmotionTaxonomy target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        foreach (var (from, map) in All)
        {
            if (from.Equals(source) && map.Target.Equals(target)) return map;
        }

        var same = LabelMap.To(NameOf(source, target), target).WithSameNames(source);
        var missing = source.Labels.Where(l => !same.TryFind(l.Name, out _)).Select(l => $"\"{l.Name}\"").ToList();
        if (missing.Count == 0) return same;
        throw new ArgumentException(
            $"There is no built-in label map from {source.Name} to {target.Name}, and {string.Join(", ", missing)} have no label of the same name there. Write a {nameof(LabelMap)} that maps them or leaves them out.",
            nameof(target));
    }

    private static string NameOf(EmotionTaxonomy source, EmotionTaxonomy target) => $"{source.Name} to {target.Name}";

    private static (EmotionTaxonomy Source, LabelMap Map) Same(EmotionTaxonomy source, EmotionTaxonomy target, Func<LabelMap, LabelMap> rest) =>
        (source, rest(LabelMap.To(NameOf(source, target), target).WithSameNames(source)));

    private static (EmotionTaxonomy Source, LabelMap Map) Msp(EmotionTaxonomy target, params string[] leftOut) => Same(
        CorpusTaxonomies.MspPodcast17, target,
        m => m.With("amusement", "happiness").With("excitement", "happiness").With("annoyance", "anger").With("depression", "sadness").With("disappointment", "sadness")
            .LeavingOut(["frustration", "concern", "confusion", "other", .. leftOut]));

    // The grouping that ships with the corpus (ekman_mapping.json; Demszky et al., ACL 2020); leftOut are groups that the target does not have.
    private static (EmotionTaxonomy Source, LabelMap Map) GoEmotions(EmotionTaxonomy target, params string[] leftOut)
    {
        (string Group, string[] Labels)[] groups =
        [
            ("anger", ["anger", "annoyance", "disapproval"]),
            ("disgust", ["disgust"]),
            ("fear", ["fear", "nervousness"]),
            ("happiness",
            [
                "joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring",
            ]),
            ("sadness", ["sadness", "disappointment", "embarrassment", "grief", "remorse"]),
            ("surprise", ["surprise", "realization", "confusion", "curiosity"]),
            ("neutral", ["neutral"]),
        ];
        var map = LabelMap.To(NameOf(EmotionTaxonomy.GoEmotions28, target), target);
        foreach (var (group, labels) in groups)
            map = leftOut.Contains(group, StringComparer.Ordinal) ? map.LeavingOut(labels) : labels.Aggregate(map, (m, label) => m.With(label, group));
        return (EmotionTaxonomy.GoEmotions28, map);
    }
}
