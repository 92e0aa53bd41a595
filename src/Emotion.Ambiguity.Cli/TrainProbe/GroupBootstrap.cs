using Emotion.Ambiguity.Extraction.Probes;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>Percentile intervals of means over examples, drawing whole groups with replacement: the examples of a speaker are not independent.</summary>
internal sealed class GroupBootstrap
{
    // Fewer groups have too few different draws for an interval (as in evaluate).
    private const int FewestGroups = Evaluation.EvaluationOptions.FewestUnits;
    private const double Level = 0.95;
    private readonly int[] _groupOf;
    private readonly int[][] _draws;

    public GroupBootstrap(IReadOnlyList<ProbeExample> examples, int replicates, int seed)
    {
        var names = examples.Select((e, i) => e.Group ?? $"\0{i}").ToArray();
        var distinct = names.Distinct(StringComparer.Ordinal).ToList();
        ByGroup = distinct.Count >= FewestGroups;
        _groupOf = ByGroup ? Array.ConvertAll(names, distinct.IndexOf) : [.. Enumerable.Range(0, names.Length)];
        var groups = ByGroup ? distinct.Count : names.Length;
        var random = new Random(seed);
        _draws = [.. Enumerable.Range(0, replicates).Select(_ => Draw(groups, random))];
    }

    /// <summary>Whether groups are drawn; else there are too few, examples are drawn, and the intervals say nothing about other speakers.</summary>
    public bool ByGroup { get; }

    public MeanInterval Of(IReadOnlyList<double> values)
    {
        var groups = _draws[0].Length;
        var (sums, counts) = (new double[groups], new int[groups]);
        for (var i = 0; i < values.Count; i++)
        {
            sums[_groupOf[i]] += values[i];
            counts[_groupOf[i]]++;
        }

        var means = _draws.Select(draw =>
        {
            var (sum, count) = (0.0, 0);
            for (var g = 0; g < groups; g++) (sum, count) = (sum + (draw[g] * sums[g]), count + (draw[g] * counts[g]));
            return sum / count;
        }).Order().ToArray();
        return new MeanInterval(values.Average(), Quantile(means, (1 - Level) / 2), Quantile(means, (1 + Level) / 2));
    }

    private static int[] Draw(int groups, Random random)
    {
        var counts = new int[groups];
        for (var draw = 0; draw < groups; draw++) counts[random.Next(groups)]++;
        return counts;
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
