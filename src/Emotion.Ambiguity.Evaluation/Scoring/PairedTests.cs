using System.Collections.Immutable;
using System.Numerics.Tensors;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Differences between pairs of rows on the items that both have. One caller at a time.</summary>
internal sealed class PairedTests
{
    private readonly ImmutableArray<(int First, int Second)> _pairs;
    private readonly PairedSums[] _sums;

    public PairedTests(ImmutableArray<(int First, int Second)> pairs, int groups)
    {
        _pairs = pairs;
        _sums = [.. Enumerable.Range(0, pairs.Length * PairedValues.Metrics.Length).Select(_ => new PairedSums(groups))];
    }

    public void Add(int group, ReadOnlySpan<PairedValues> rows)
    {
        for (var p = 0; p < _pairs.Length; p++)
        {
            for (var m = 0; m < PairedValues.Metrics.Length; m++)
            {
                var difference = rows[_pairs[p].First][m] - rows[_pairs[p].Second][m];
                if (!double.IsNaN(difference)) _sums[(p * PairedValues.Metrics.Length) + m].Add(group, difference);
            }
        }
    }

    public ImmutableArray<PairedComparison> ToComparisons(Func<int, string> rowName, ResamplingPlan plan, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var compared = new PairedComparison?[_sums.Length];
        Parallel.For(0, _sums.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var (first, second) = _pairs[i / PairedValues.Metrics.Length];
            compared[i] = _sums[i].Compare(rowName(first), rowName(second), PairedValues.Metrics[i % PairedValues.Metrics.Length], plan, options);
        });
        return [.. PairedValues.Metrics.SelectMany(m => AdjustByHolm([.. compared.OfType<PairedComparison>().Where(c => string.Equals(c.Metric, m, StringComparison.Ordinal))]))];
    }

    /// <summary>Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979.</summary>
    internal static IEnumerable<PairedComparison> AdjustByHolm(IReadOnlyList<PairedComparison> comparisons)
    {
        var adjusted = new double[comparisons.Count];
        var highest = 0.0;
        var rank = 0;
        foreach (var i in Enumerable.Range(0, comparisons.Count).OrderBy(i => comparisons[i].PValue))
        {
            highest = Math.Max(highest, Math.Min(1, comparisons[i].PValue * (comparisons.Count - rank)));
            adjusted[i] = highest;
            rank++;
        }

        return comparisons.Select((c, i) => c with { AdjustedPValue = adjusted[i] });
    }

    private sealed class PairedSums(int groups)
    {
        private readonly double[] _differences = new double[groups];
        private readonly double[] _counts = new double[groups];

        public void Add(int group, double difference)
        {
            _differences[group] += difference;
            _counts[group]++;
        }

        public PairedComparison? Compare(string first, string second, string metric, ResamplingPlan plan, EvaluationOptions options)
        {
            var (difference, count) = (TensorPrimitives.Sum<double>(_differences), TensorPrimitives.Sum<double>(_counts));
            if (count == 0) return null;
            var interval = BootstrapIntervals.Of(Replicates(plan, options.Replicates), plan, options.IntervalLevel);
            return new PairedComparison
            {
                First = first,
                Second = second,
                Metric = metric,
                Items = (long)count,
                Difference = difference / count,
                Low = interval?.Low ?? difference / count,
                High = interval?.High ?? difference / count,
                PValue = SignFlipTest.PValue(_differences, options.Permutations, options.Seed),
                AdjustedPValue = 1,
            };
        }

        private double[] Replicates(ResamplingPlan plan, int replicates)
        {
            var values = new double[replicates];
            for (var replicate = 0; replicate < replicates; replicate++)
            {
                var counts = plan.Counts(replicate);
                var (difference, count) = (0.0, 0.0);
                for (var g = 0; g < groups; g++)
                {
                    difference += counts[g] * _differences[g];
                    count += counts[g] * _counts[g];
                }

                values[replicate] = count > 0 ? difference / count : double.NaN;
            }

            return values;
        }
    }
}
