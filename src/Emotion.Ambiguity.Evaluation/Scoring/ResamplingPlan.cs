using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What is drawn with replacement, and which items go together. Thread-safe once built.</summary>
/// <remarks>
/// Items of a speaker or dialogue are not independent, so whole speakers or dialogues are drawn (Bisani and Ney, "Bootstrap estimates for
/// confidence intervals in ASR performance evaluation", ICASSP 2004). Where there are more units than groups, units are put together at random:
/// the memory stays the same, and the interval hardly changes.
/// </remarks>
internal sealed class ResamplingPlan
{
    private readonly long _seed;
    private readonly Dictionary<string, int>? _groupOfUnit;
    private readonly ushort[][] _draws;

    private ResamplingPlan(ResamplingUnit unit, long units, int groups, EvaluationOptions options, Dictionary<string, int>? groupOfUnit, string note)
    {
        (Unit, Units, Groups, _seed, _groupOfUnit, Note) = (unit, units, groups, options.Seed, groupOfUnit, note);
        Folds = AssignFolds(groups, options.Seed);
        _draws = [.. Enumerable.Range(0, options.Replicates).Select(Draw)];
    }

    public ResamplingUnit Unit { get; }

    public long Units { get; }

    public int Groups { get; }

    public string Note { get; }

    /// <summary>Which of the cross-fitting folds a group is in: no unit is in two.</summary>
    public int[] Folds { get; }

    public static int FoldCount => 5;

    public static ResamplingPlan Create(DatasetSurvey survey, EvaluationOptions options, int maxGroups)
    {
        var (unit, note) = Choose(survey, options.ResamplingUnit);
        var keys = unit switch
        {
            ResamplingUnit.Speaker => survey.Speakers.Keys,
            ResamplingUnit.Dialogue => survey.Dialogues.Keys,
            _ => null,
        };
        var units = keys?.Count ?? survey.Scored;
        var groups = (int)Math.Max(1, Math.Min(units, maxGroups));
        if (units > groups) note = $"{note} The {units} units were put together at random in {groups} groups that are drawn.".TrimStart();
        Dictionary<string, int>? groupOfUnit = null;
        if (keys is not null && units == groups)
        {
            groupOfUnit = new(StringComparer.Ordinal);
            foreach (var key in keys) groupOfUnit.Add(key, groupOfUnit.Count);
        }

        return new(unit, units, groups, options, groupOfUnit, note);
    }

    /// <summary>The group of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="position">Its position among the scored items.</param>
    public int GroupOf(AnnotatedUtterance item, long position)
    {
        var key = Unit switch { ResamplingUnit.Speaker => item.Speaker, ResamplingUnit.Dialogue => item.Dialogue, _ => null };
        if (key is not null && _groupOfUnit is not null) return _groupOfUnit[key];
        if (key is null && Units == Groups) return (int)position;
        return (int)(StableHash.Of(_seed, key ?? item.Id) % (ulong)Groups);
    }

    /// <summary>How often each group stands in a replicate: as many draws as there are groups. The same for all rows, so that they can be compared.</summary>
    public ReadOnlySpan<ushort> Counts(int replicate) => _draws[replicate];

    private ushort[] Draw(int replicate)
    {
        var counts = new ushort[Groups];
        var random = new SplitMix(StableHash.Mix((ulong)_seed) ^ StableHash.Mix(0x5EED0000UL + (ulong)replicate));
        for (var draw = 0; draw < counts.Length; draw++) counts[random.Next(counts.Length)]++;
        return counts;
    }

    private static (ResamplingUnit Unit, string Note) Choose(DatasetSurvey survey, ResamplingUnit asked)
    {
        if (asked is ResamplingUnit.Utterance) return (asked, "");
        if (asked is ResamplingUnit.Speaker or ResamplingUnit.Dialogue)
        {
            var known = asked == ResamplingUnit.Speaker ? survey.AllHaveSpeaker : survey.AllHaveDialogue;
            return known
                ? (asked, "")
                : throw new ArgumentException($"The dataset does not name the {asked.ToString().ToLowerInvariant()} of every item. Draw by utterance instead.");
        }

        if (survey.AllHaveSpeaker && survey.Speakers.Count >= EvaluationOptions.FewestUnits) return (ResamplingUnit.Speaker, "");
        if (survey.AllHaveDialogue && survey.Dialogues.Count >= EvaluationOptions.FewestUnits) return (ResamplingUnit.Dialogue, "");
        return (ResamplingUnit.Utterance, survey.AllHaveSpeaker
            ? $"Only {survey.Speakers.Count} speaker{(survey.Speakers.Count == 1 ? "" : "s")}: drawn by utterance, so the intervals say nothing about other speakers."
            : "");
    }

    // Groups in a random order, dealt out like cards.
    private static int[] AssignFolds(int groups, long seed)
    {
        var order = Enumerable.Range(0, groups).OrderBy(g => StableHash.Mix((ulong)seed ^ StableHash.Mix((ulong)g))).ToArray();
        var folds = new int[groups];
        for (var place = 0; place < groups; place++) folds[order[place]] = place % FoldCount;
        return folds;
    }
}
