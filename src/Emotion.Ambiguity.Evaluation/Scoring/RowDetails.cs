using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Gathers what the diagrams and examples of a row need, in bounded memory. One caller at a time.</summary>
internal sealed class RowDetails(EmotionTaxonomy taxonomy, EvaluationOptions options)
{
    private const int MaxPoints = 500;
    private readonly ConfusionCounter _confusion = new(taxonomy.Count);
    private readonly LabelBins[] _labels = [.. taxonomy.Labels.Select(_ => new LabelBins())];
    private readonly List<EntropyPoint> _points = [];
    private readonly ExampleHeap _best = new(options.Examples, +1);
    private readonly ExampleHeap _worst = new(options.Examples, -1);
    private SplitMix _random = new(StableHash.Mix((ulong)options.Seed ^ 0xD07UL));
    private long _seen;

    public void Add(ScoredItem item, EmotionDistribution prediction, double kullbackLeibler)
    {
        _confusion.Add(item.Target, prediction);
        for (var n = 0; n < _labels.Length; n++) _labels[n].Add(item.Target[n], prediction[n]);
        AddPoint(new EntropyPoint(item.Target.Entropy, prediction.Entropy));
        var words = options.ExampleWords == ExampleWords.Shown ? item.Item.Transcript ?? item.Item.Utterance.Text : null;
        var example = new ReportItem(item.Item.Id, words, kullbackLeibler, [.. item.Target.Probabilities], [.. prediction.Probabilities]);
        _best.Add(example, item.Position);
        _worst.Add(example, item.Position);
    }

    public ConfigurationDetail ToDetail(string row, StatisticsLayout layout, double[] sums) => new()
    {
        Row = row,
        Reliability = [.. Enumerable.Range(0, StatisticsLayout.Bins).Select(b => Bin(layout, sums, b))],
        Labels = [.. _labels.Select((l, n) => l.ToCalibration(taxonomy[n].Name))],
        Entropies = [.. _points],
        Confusion = Confusion(_confusion.ToMatrix()),
        Best = _best.ToItems(),
        Worst = _worst.ToItems(),
    };

    private static ReliabilityBin Bin(StatisticsLayout layout, double[] sums, int bin)
    {
        var count = sums[layout.BinCount + bin];
        return new ReliabilityBin(
            (double)bin / StatisticsLayout.Bins,
            (bin + 1.0) / StatisticsLayout.Bins,
            (long)Math.Round(count),
            CorpusMetrics.Divide(sums[layout.BinConfidence + bin], count),
            CorpusMetrics.Divide(sums[layout.BinRight + bin], count));
    }

    private ImmutableArray<ImmutableArray<long>> Confusion(ConfusionMatrix matrix) =>
        [.. Enumerable.Range(0, taxonomy.Count).Select(t => Enumerable.Range(0, taxonomy.Count).Select(p => matrix[t, p]).ToImmutableArray())];

    private void AddPoint(EntropyPoint point)
    {
        _seen++;
        var at = _points.Count < MaxPoints ? _points.Count : (long)(_random.NextUnit() * _seen);
        if (at == _points.Count && at < MaxPoints) _points.Add(point);
        else if (at < MaxPoints) _points[(int)at] = point;
    }

    private sealed class LabelBins
    {
        private readonly long[] _counts = new long[StatisticsLayout.Bins];
        private readonly double[] _predicted = new double[StatisticsLayout.Bins];
        private readonly double[] _voted = new double[StatisticsLayout.Bins];

        public void Add(double voted, double predicted)
        {
            var bin = PairStatistics.Bin(predicted);
            _counts[bin]++;
            _predicted[bin] += predicted;
            _voted[bin] += voted;
        }

        public LabelCalibration ToCalibration(string label)
        {
            var bins = Enumerable.Range(0, StatisticsLayout.Bins).Select(b => new LabelCalibrationBin(
                (double)b / StatisticsLayout.Bins,
                (b + 1.0) / StatisticsLayout.Bins,
                _counts[b],
                CorpusMetrics.Divide(_predicted[b], _counts[b]),
                CorpusMetrics.Divide(_voted[b], _counts[b])));
            return new(label, CorpusMetrics.Divide(_voted.Sum(), _counts.Sum()), CorpusMetrics.Divide(_predicted.Sum(), _counts.Sum()), [.. bins]);
        }
    }
}
