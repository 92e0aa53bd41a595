using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Scores the rows of a report over a stream of items, in memory that does not grow with their number. One caller at a time.</summary>
internal sealed class CorpusScorer
{
    // What all group sums together may take; with more rows the items are put together in fewer groups.
    private const long GroupMemoryBytes = 128L << 20;
    private const int MostGroups = 5000;
    private const int FewestGroups = 500;

    private readonly StatisticsLayout _layout;
    private readonly ResamplingPlan _plan;
    private readonly EvaluationOptions _options;
    private readonly ImmutableArray<RowScores> _rows;
    private readonly PairedTests _tests;
    private readonly PairedValues[] _values;

    public CorpusScorer(EmotionTaxonomy taxonomy, ImmutableArray<IScoredRow> rows, ResamplingPlan plan, EvaluationOptions options)
    {
        (_layout, _plan, _options) = (new StatisticsLayout(taxonomy.Count), plan, options);
        _rows = [.. rows.Select(r => new RowScores(r, _layout, plan.Groups, options.Seed, HasDetails(r) ? new RowDetails(taxonomy, options) : null))];
        _tests = new PairedTests(PairsOf(rows), plan.Groups);
        _values = new PairedValues[rows.Length];
    }

    /// <summary>The most resampling groups for a number of rows.</summary>
    public static int MaxGroups(int labelCount, int rowCount) =>
        (int)Math.Clamp(GroupMemoryBytes / (sizeof(double) * (long)new StatisticsLayout(labelCount).Width * Math.Max(1, rowCount)), FewestGroups, MostGroups);

    public void Add(ScoredItem item)
    {
        for (var r = 0; r < _rows.Length; r++) _values[r] = _rows[r].Add(item);
        _tests.Add(item.Group, _values);
    }

    public ImmutableArray<MetricDefinition> Metrics => [.. CorpusMetrics.For(_layout).Select(m => m.Definition), .. RankedMetrics.Definitions];

    public ImmutableArray<ReportRow> ToRows(CancellationToken cancellationToken)
    {
        var rows = new ReportRow[_rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellationToken }, r => rows[r] = ToRow(_rows[r], cancellationToken));
        return [.. rows];
    }

    public ImmutableArray<PairedComparison> ToComparisons(CancellationToken cancellationToken) =>
        _tests.ToComparisons(r => _rows[r].Row.Description.Name, _plan, _options, cancellationToken);

    public ImmutableArray<ConfigurationDetail> ToDetails() =>
        [.. _rows.Where(r => r.Details is not null).Select(r => r.Details!.ToDetail(r.Row.Description.Name, _layout, r.Sums.Total))];

    private static bool HasDetails(IScoredRow row) => row.Description.Kind is ReportRowKind.Configuration or ReportRowKind.Calibrated;

    /// <summary>Every configuration against every other and the baselines; every calibrated row against what it was before and the class prior.</summary>
    private static ImmutableArray<(int First, int Second)> PairsOf(ImmutableArray<IScoredRow> rows)
    {
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        for (var first = 0; first < rows.Length; first++)
        {
            for (var second = 0; second < rows.Length; second++)
            {
                if (first != second && AreCompared(rows[first].Description, rows[second].Description, first < second)) pairs.Add((first, second));
            }
        }

        return pairs.ToImmutable();
    }

    private static bool AreCompared(ReportRow first, ReportRow second, bool inOrder) => (first.Kind, second.Kind) switch
    {
        (ReportRowKind.Configuration, ReportRowKind.Configuration) => inOrder,
        (ReportRowKind.Configuration, ReportRowKind.Baseline) => second.Name is ConstantRow.PriorName or ConstantRow.UniformName,
        (ReportRowKind.Calibrated, ReportRowKind.Baseline) => string.Equals(second.Name, ConstantRow.PriorName, StringComparison.Ordinal),
        (ReportRowKind.Calibrated, ReportRowKind.Configuration) => first.Name.StartsWith(second.Name + " + ", StringComparison.Ordinal),
        _ => false,
    };

    private ReportRow ToRow(RowScores scores, CancellationToken cancellationToken)
    {
        var metrics = CorpusMetrics.For(_layout);
        var intervals = BootstrapIntervals.Compute(scores.Sums, [.. metrics.Select(m => m.Compute)], _plan, _options, cancellationToken);
        var values = metrics.Select((m, i) => Value(m.Compute(scores.Sums.Total), intervals[i], m.Items(scores.Sums.Total)));
        var ranked = RankedMetrics.Prepare(scores.Sample, _plan.Groups).Select(r => Value(
            r.Formula(r.Sums.Total), BootstrapIntervals.Compute(r.Sums, [r.Formula], _plan, _options, cancellationToken)[0], scores.Sample.Outcomes.Count));
        return scores.Row.Description with
        {
            Items = scores.Items,
            Valid = scores.Valid,
            Invalid = scores.Invalid,
            Failed = scores.Failed,
            FellBack = scores.FellBack,
            InvalidReasons = [.. scores.InvalidReasons],
            Values = [.. values, .. ranked],
            Note = scores.Sample.IsComplete ? scores.Row.Description.Note : $"{scores.Row.Description.Note} rho(H) and ECE adaptive are from a random {OutcomeSample.Capacity} pairs.".TrimStart(),
        };
    }

    private static MetricValue Value(double? value, BootstrapIntervals.Interval? interval, long items) =>
        value is null ? new(null, null, null, items) : new(value, interval?.Low, interval?.High, items);
}
