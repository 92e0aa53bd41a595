using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What one reading of a dataset tells before anything is predicted. One caller at a time.</summary>
internal sealed class DatasetSurvey(EmotionTaxonomy taxonomy)
{
    // More than this many speakers or dialogues are as good as independent items.
    private const int MaxUnits = 100_000;
    private readonly double[] _targets = new double[taxonomy.Count];
    private readonly Dictionary<VoteSource, long> _sources = [];
    private double _entropy;
    private long _votes;

    public long Items { get; private set; }

    public long Scored { get; private set; }

    public long Tied { get; private set; }

    public long BadRows { get; private set; }

    public bool AllHaveSpeaker { get; private set; } = true;

    public bool AllHaveDialogue { get; private set; } = true;

    /// <summary>The speakers of scored items with their number of items, in the order of their first one.</summary>
    public Dictionary<string, long> Speakers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, long> Dialogues { get; } = new(StringComparer.Ordinal);

    public double? MeanEntropy => Scored > 0 ? _entropy / Scored : null;

    /// <summary>The mean number of votes of the items whose raters are known one by one.</summary>
    public double? MeanVotes => _sources.TryGetValue(VoteSource.Raters, out var items) ? (double)_votes / items : null;

    /// <summary>The mean of all targets, or null without scored items.</summary>
    public EmotionDistribution? Prior => Scored > 0 ? EmotionDistribution.FromWeights(taxonomy, _targets) : null;

    public bool HasRaters => _sources.ContainsKey(VoteSource.Raters);

    public bool HasConsensus => _sources.ContainsKey(VoteSource.Consensus);

    public static async Task<DatasetSurvey> TakeAsync(IEmotionDataset dataset, VoteAggregation aggregation, DatasetProblemLog? problems, CancellationToken cancellationToken)
    {
        var survey = new DatasetSurvey(dataset.Taxonomy);
        var before = problems?.Count ?? 0;
        await foreach (var item in dataset.ReadAsync(cancellationToken).ConfigureAwait(false)) survey.Add(item, aggregation);
        survey.BadRows = (problems?.Count ?? 0) - before;
        return survey;
    }

    /// <summary>What the votes are, in words.</summary>
    public string DescribeSources() => _sources.Count == 0 ? "none" : string.Join("; ", _sources.OrderBy(s => s.Key).Select(s => (s.Key switch
    {
        VoteSource.Raters => "single votes of raters",
        VoteSource.SoftVotes => "shares of ratings, raters not told apart",
        VoteSource.Consensus => "only what raters agreed on",
        _ => "none",
    }) + (_sources.Count > 1 ? $" ({s.Value} items)" : "")));

    private void Add(AnnotatedUtterance item, VoteAggregation aggregation)
    {
        Items++;
        if (!item.HasVotes) return;
        Scored++;
        var target = item.ToDistribution(aggregation);
        for (var n = 0; n < _targets.Length; n++) _targets[n] += target[n];
        _entropy += target.Entropy;
        if (target.IsTied) Tied++;
        _sources[item.Source] = _sources.GetValueOrDefault(item.Source) + 1;
        if (item.Source == VoteSource.Raters) _votes += item.Votes.Length;
        AllHaveSpeaker = Note(Speakers, item.Speaker, AllHaveSpeaker);
        AllHaveDialogue = Note(Dialogues, item.Dialogue, AllHaveDialogue);
    }

    private static bool Note(Dictionary<string, long> units, string? unit, bool allKnown)
    {
        if (!allKnown || unit is null || (units.Count >= MaxUnits && !units.ContainsKey(unit)))
        {
            units.Clear();
            return false;
        }

        units[unit] = units.GetValueOrDefault(unit) + 1;
        return true;
    }
}
