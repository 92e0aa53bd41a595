using Emotion.Ambiguity.Calibration;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>The votes and predictions of a configuration by fold: all of them, or a random part of bounded size. One caller at a time.</summary>
internal sealed class CalibrationPairs(int[] folds, long seed)
{
    // More items than this change a fit of a few dozen numbers by less than its report shows.
    private const int Capacity = 20_000;
    private readonly List<(CalibrationPair Pair, int Fold)> _pairs = [];
    private SplitMix _random = new(StableHash.Mix((ulong)seed ^ 0xCA11BUL));
    private long _seen;

    public int Count => _pairs.Count;

    public void Add(ScoredItem item, RowAnswer answer)
    {
        if (answer.Kind != RowAnswerKind.Valid) return;
        _seen++;
        var at = _pairs.Count < Capacity ? _pairs.Count : (long)(_random.NextUnit() * _seen);
        if (at >= Capacity) return;
        var pair = (new CalibrationPair(item.Target, answer.Pairs[0].Prediction), folds[item.Group]);
        if (at == _pairs.Count) _pairs.Add(pair);
        else _pairs[(int)at] = pair;
    }

    public List<CalibrationPair> All() => _pairs.ConvertAll(p => p.Pair);

    public List<CalibrationPair> OutsideOf(int fold) => [.. _pairs.Where(p => p.Fold != fold).Select(p => p.Pair)];
}
