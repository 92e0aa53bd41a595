using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Says in sentences what the numbers of a report say, the most important first.</summary>
internal sealed class ReportFindings
{
    private const double ManyInvalid = 0.05;
    private const double FarOffEntropy = 0.2;
    private const double Significance = 0.05;

    private readonly EvaluationReport _report;
    private readonly DatasetSurvey _survey;
    private readonly EvaluationOptions _options;
    private readonly Dictionary<string, int> _metrics;
    private readonly Dictionary<string, ReportRow> _rows;
    private readonly List<ReportRow> _configurations;

    private ReportFindings(EvaluationReport report, DatasetSurvey survey, EvaluationOptions options)
    {
        (_report, _survey, _options) = (report, survey, options);
        _metrics = report.Metrics.Select((m, i) => (m.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        _rows = report.Rows.ToDictionary(r => r.Name, StringComparer.Ordinal);
        _configurations = [.. report.Rows.Where(r => r.Kind is ReportRowKind.Configuration or ReportRowKind.Calibrated)];
    }

    public static IEnumerable<string> Of(EvaluationReport report, DatasetSurvey survey, EvaluationOptions options)
    {
        var findings = new ReportFindings(report, survey, options);
        return [.. findings.Best(), .. findings.AgainstPrior(), .. findings.Calibrations(), .. findings.NotCalibrated(), .. findings.Answers(), .. findings.Sureness(), .. findings.Corpus()];
    }

    private IEnumerable<string> Best()
    {
        var best = _configurations.Where(r => BestValues.IsMostlyReadable(r) && Value(r, "kl").Value is not null).MinBy(r => Value(r, "kl").Value);
        if (best is null) yield break;
        yield return $"The lowest KL is {Shown(best, "kl")}, of {best.Name}; the class prior has {Shown(_rows[ConstantRow.PriorName], "kl")}, uniform {Shown(_rows[ConstantRow.UniformName], "kl")}.";
        if (_rows.TryGetValue(AnotherPanelRow.Name, out var panel) && Value(panel, "jsd").Value is not null)
            yield return $"Two panels of people are a JSD of {Shown(panel, "jsd")} apart; {best.Name} is {Shown(best, "jsd")} from the votes.";
        if (_rows.TryGetValue(OracleRaterRow.Name, out var rater) && Value(rater, "accuracy").Value is { } hit)
            yield return $"A single rater hits the top vote of the others in {100 * hit:F0} % of the items; {best.Name} hits the top vote in {100 * (Value(best, "accuracy").Value ?? 0):F0} %.";
    }

    /// <summary>Every configuration stands in exactly one of these sentences.</summary>
    private IEnumerable<string> AgainstPrior()
    {
        var compared = _configurations.ConvertAll(r => (Row: r, Comparison: Comparison(r.Name, ConstantRow.PriorName)));
        var by = $"(KL to the class prior, paired, p below {Significance} after Holm's correction)";
        return Lists(
            (compared.Where(c => c.Comparison is { } k && k.AdjustedPValue < Significance && k.Difference < 0), "Better than the class prior " + by),
            (compared.Where(c => c.Comparison is { } k && k.AdjustedPValue >= Significance), "Not better than the class prior, the difference may be chance"),
            (compared.Where(c => c.Comparison is { } k && k.AdjustedPValue < Significance && k.Difference >= 0), "Not better than the class prior but worse (whoever predicts the same distribution for every item does better)"),
            (compared.Where(c => c.Comparison is null), "Without a readable answer, so that nothing can be said"));

        static IEnumerable<string> Lists(params (IEnumerable<(ReportRow Row, PairedComparison? Comparison)> Rows, string Heading)[] groups) =>
            groups.Where(g => g.Rows.Any()).Select(g => $"{g.Heading}: {string.Join(", ", g.Rows.Select(r => r.Comparison is { } k ? $"{r.Row.Name} ({Signed(k)})" : r.Row.Name))}.");
    }

    /// <summary>What the best method does for each configuration.</summary>
    private IEnumerable<string> Calibrations() => _configurations
        .Where(r => r.Kind == ReportRowKind.Calibrated && Value(r, "kl").Value is not null)
        .GroupBy(r => r.Name[..r.Name.LastIndexOf(" + ", StringComparison.Ordinal)], StringComparer.Ordinal)
        .Select(g =>
        {
            var (before, after) = (_rows[g.Key], g.MinBy(r => Value(r, "kl").Value)!);
            return Value(after, "kl").Value < Value(before, "kl").Value
                ? $"Of the calibrations, fitted on other items, {after.Calibration} helps {before.Name} most: KL {Shown(before, "kl")} before, {Shown(after, "kl")} after; ECE {Shown(before, "ece")} before, {Shown(after, "ece")} after."
                : $"No calibration lowers the KL of {before.Name}.";
        });

    private IEnumerable<string> NotCalibrated()
    {
        if (_options.Calibrations.IsEmpty) yield break;
        var calibrated = _configurations.Where(r => r.Kind == ReportRowKind.Calibrated).Select(r => (r.Model, r.Prompt, r.Extractor)).ToHashSet();
        var missing = _configurations.Where(r => CrossFit.IsAskedFor(r, _options) && !calibrated.Contains((r.Model, r.Prompt, r.Extractor))).Select(r => r.Name).ToList();
        if (missing.Count > 0) yield return $"Not calibrated, because a fit would have had fewer than {CrossFit.FewestPairs} readable items: {string.Join(", ", missing)}.";
    }

    private IEnumerable<string> Answers()
    {
        foreach (var row in _configurations.Where(r => r.Kind == ReportRowKind.Configuration))
        {
            if (row.Invalid > ManyInvalid * row.Items)
                yield return $"{row.Name}: {row.Invalid} of {row.Items} answers could not be read ({string.Join(", ", row.InvalidReasons.Select(r => $"{r.Count} {r.Reason}"))}); its metrics are over the rest, which may be easier.";
            if (row.FellBack > ManyInvalid * row.Items)
                yield return $"{row.Name}: in {row.FellBack} of {row.Items} items the scores were no distribution under the normalisation asked for, and its fallback was used.";
            if (row.Failed > 0) yield return $"{row.Name}: {row.Failed} of {row.Items} items failed; the file of predictions says why.";
        }
    }

    private IEnumerable<string> Sureness()
    {
        var off = _configurations
            .Where(r => r.Kind == ReportRowKind.Configuration)
            .Select(r => (Row: r, Excess: Value(r, "entropy-predicted").Value - Value(r, "entropy-voted").Value))
            .Where(r => r.Excess is { } excess && Math.Abs(excess) >= FarOffEntropy).ToLookup(r => r.Excess < 0);
        foreach (var group in off.OrderByDescending(g => g.Key))
            yield return $"Too {(group.Key ? "sure" : "cautious")}, mean entropy in nats {(group.Key ? "below" : "above")} that of the votes: {string.Join(", ", group.Select(r => $"{r.Row.Name} ({r.Excess:+0.00;-0.00})"))}.";
    }

    private IEnumerable<string> Corpus()
    {
        if (_survey.HasConsensus) yield return "This corpus gives, for some or all items, only what raters agreed on: ambiguous items look unanimous, and the divergences say little about ambiguity.";
        if (!_survey.HasRaters) yield return "This corpus does not tell raters apart, so there is no row for a single rater or another panel.";
        if (_report.Resampling.Note.Length > 0) yield return _report.Resampling.Note;
        if (_report.Dataset.BadRows > 0) yield return $"{_report.Dataset.BadRows} rows of the corpus could not be read.";
        if (_report.Dataset.ItemsWithoutVotes > 0) yield return $"{_report.Dataset.ItemsWithoutVotes} of {_report.Dataset.Items} items have no vote in the taxonomy and are not scored.";
    }

    private MetricValue Value(ReportRow row, string metric) => row.Values[_metrics[metric]];

    private PairedComparison? Comparison(string first, string second) => _report.Comparisons.FirstOrDefault(c => (c.First, c.Second, c.Metric).Equals((first, second, "kl")));

    private string Shown(ReportRow row, string metric) => Value(row, metric) switch
    {
        { Value: null } => "undefined",
        { Value: { } v, Low: { } low, High: { } high } => $"{v:F2} [{low:F2}, {high:F2}]",
        { Value: { } v } => $"{v:F2}",
    };

    private static string Signed(PairedComparison kl) => $"{kl.Difference:+0.00;-0.00;0.00} [{kl.Low:+0.00;-0.00;0.00}, {kl.High:+0.00;-0.00;0.00}]";
}
