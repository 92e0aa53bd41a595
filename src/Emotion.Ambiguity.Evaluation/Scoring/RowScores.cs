using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Everything that is counted for one row. One caller at a time.</summary>
internal sealed class RowScores(IScoredRow row, StatisticsLayout layout, int groups, long seed, RowDetails? details)
{
    private readonly double[] _pair = new double[layout.Width];
    private readonly double[] _item = new double[layout.Width];
    private readonly Dictionary<string, long> _invalidReasons = new(StringComparer.Ordinal);

    public IScoredRow Row => row;

    public GroupedSums Sums { get; } = new(groups, layout.Width);

    /// <summary>What diagrams and examples need; null for rows that have none.</summary>
    public RowDetails? Details => details;

    public OutcomeSample Sample { get; } = new(seed);

    public long Items { get; private set; }

    public long Valid { get; private set; }

    public long Invalid { get; private set; }

    public long Failed { get; private set; }

    public long FellBack { get; private set; }

    public IEnumerable<ReasonCount> InvalidReasons =>
        _invalidReasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => new ReasonCount(r.Key, r.Value));

    /// <summary>Adds an item.</summary>
    /// <returns>The values that are compared between rows.</returns>
    public PairedValues Add(ScoredItem item)
    {
        var answer = row.Answer(item);
        if (answer.Kind == RowAnswerKind.NotApplicable) return PairedValues.None;
        Items++;
        Count(answer);
        if (answer.Pairs.IsEmpty) return PairedValues.None;

        Array.Clear(_item);
        foreach (var (target, prediction) in answer.Pairs)
        {
            PairStatistics.Write(layout, target, prediction, _pair);
            for (var s = 0; s < _item.Length; s++) _item[s] += _pair[s] / answer.Pairs.Length;
            Sample.Add(item.Group, target, prediction);
        }

        Sums.Add(item.Group, _item, 1);
        if (answer.Kind == RowAnswerKind.Valid && details is not null) details.Add(item, answer.Pairs[0].Prediction, _item[StatisticsLayout.KullbackLeibler]);
        return Paired();
    }

    private void Count(RowAnswer answer)
    {
        if (answer.FellBack) FellBack++;
        switch (answer.Kind)
        {
            case RowAnswerKind.Valid:
                Valid++;
                break;
            case RowAnswerKind.Invalid:
                Invalid++;
                _invalidReasons[answer.InvalidReason!] = _invalidReasons.GetValueOrDefault(answer.InvalidReason!) + 1;
                break;
            default:
                Failed++;
                break;
        }
    }

    private PairedValues Paired()
    {
        var classified = _item[StatisticsLayout.ClassifiedCount];
        var hits = CorpusMetrics.Sum(_item, layout.TruePositive, layout.LabelCount);
        return new PairedValues(_item[StatisticsLayout.KullbackLeibler], _item[StatisticsLayout.JensenShannonDivergence], classified > 0 ? hits / classified : double.NaN);
    }
}
