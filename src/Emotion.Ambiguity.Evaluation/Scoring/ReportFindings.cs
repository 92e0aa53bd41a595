using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Says in sentences what the numbers of a report say, the most important first.</summary>
internal static class ReportFindings
{
    private const double ManyInvalid = 0.05;
    private const double FarOffEntropy = 0.2;
    private const double Significance = 0.05;

    public static IEnumerable<string> Of(EvaluationReport report, DatasetSurvey survey)
    {
        var configurations = report.Rows.Where(r => r.Kind is ReportRowKind.Configuration or ReportRowKind.Calibrated).ToList();
        IEnumerable<string> findings =
        [
            .. Best(report, configurations),
            .. configurations.Select(r => AgainstPrior(report, r)),
            .. configurations.Where(r => r.Kind == ReportRowKind.Calibrated).Select(r => Calibrated(report, r)),
            .. configurations.Where(r => r.Kind == ReportRowKind.Configuration).SelectMany(r => Answers(r)),
            .. configurations.Select(r => Sureness(report, r)).OfType<string>(),
            .. Corpus(report, survey),
        ];
        return findings;
    }

    private static IEnumerable<string> Best(EvaluationReport report, List<ReportRow> configurations)
    {
        var best = configurations.Where(r => Value(report, r, "kl").Value is not null).MinBy(r => Value(report, r, "kl").Value);
        if (best is null) yield break;
        yield return $"The lowest KL of a configuration is {Shown(Value(report, best, "kl"))}, of {best.Name}; the class prior has {Shown(Value(report, Row(report, ConstantRow.PriorName), "kl"))}, uniform {Shown(Value(report, Row(report, ConstantRow.UniformName), "kl"))}.";
        if (FindRow(report, AnotherPanelRow.Name) is { } panel && Value(report, panel, "jsd").Value is not null)
            yield return $"Two panels of people are a JSD of {Shown(Value(report, panel, "jsd"))} apart; {best.Name} is {Shown(Value(report, best, "jsd"))} from the votes.";
        if (FindRow(report, OracleRaterRow.Name) is { } rater && Value(report, rater, "accuracy").Value is not null)
            yield return $"A single rater hits the top vote of the others in {Share(Value(report, rater, "accuracy").Value)} of the items, {best.Name} that of all in {Share(Value(report, best, "accuracy").Value)}.";
    }

    private static string AgainstPrior(EvaluationReport report, ReportRow row)
    {
        if (Comparison(report, row.Name, ConstantRow.PriorName, "kl") is not { } kl) return $"{row.Name} has no readable answer, so nothing can be said about it.";
        var numbers = $"KL {Signed(kl.Difference)} [{Signed(kl.Low)}, {Signed(kl.High)}], p {Probability(kl.AdjustedPValue)}";
        if (kl.AdjustedPValue >= Significance) return $"{row.Name} is not better than the class prior: {numbers}. The difference may be chance.";
        return kl.Difference < 0
            ? $"{row.Name} is better than the class prior: {numbers}."
            : $"{row.Name} is not better than the class prior but worse: {numbers}. Whoever predicts the same distribution for every item does better.";
    }

    private static string Calibrated(EvaluationReport report, ReportRow row)
    {
        var before = report.Rows.First(r => r.Kind == ReportRowKind.Configuration && row.Name.StartsWith(r.Name + " + ", StringComparison.Ordinal));
        return $"Calibration by {row.Calibration}, fitted on other items, takes {before.Name} from KL {Shown(Value(report, before, "kl"))} to {Shown(Value(report, row, "kl"))} and ECE {Shown(Value(report, before, "ece"))} to {Shown(Value(report, row, "ece"))}.";
    }

    private static IEnumerable<string> Answers(ReportRow row)
    {
        if (row.Invalid > ManyInvalid * row.Items)
            yield return $"{row.Name}: {row.Invalid} of {row.Items} answers could not be read ({string.Join(", ", row.InvalidReasons.Select(r => $"{r.Count} {r.Reason}"))}); its metrics are over the rest, which may be easier.";
        if (row.FellBack > ManyInvalid * row.Items)
            yield return $"{row.Name}: in {row.FellBack} of {row.Items} items the scores were no distribution under the normalisation asked for, and its fallback was used.";
        if (row.Failed > 0) yield return $"{row.Name}: {row.Failed} of {row.Items} items failed; the file of predictions says why.";
    }

    private static string? Sureness(EvaluationReport report, ReportRow row)
    {
        if (Value(report, row, "entropy-predicted").Value is not { } predicted || Value(report, row, "entropy-voted").Value is not { } voted) return null;
        if (Math.Abs(predicted - voted) < FarOffEntropy) return null;
        return $"{row.Name} is too {(predicted < voted ? "sure" : "cautious")}: its mean entropy is {predicted:F2} nats, that of the votes {voted:F2}.";
    }

    private static IEnumerable<string> Corpus(EvaluationReport report, DatasetSurvey survey)
    {
        if (survey.HasConsensus) yield return "This corpus gives, for some or all items, only what raters agreed on: ambiguous items look unanimous, and the divergences say little about ambiguity.";
        if (!survey.HasRaters) yield return "This corpus does not tell raters apart, so there is no row for a single rater or another panel.";
        if (report.Resampling.Note.Length > 0) yield return report.Resampling.Note;
        if (report.Dataset.BadRows > 0) yield return $"{report.Dataset.BadRows} rows of the corpus could not be read.";
        if (report.Dataset.ItemsWithoutVotes > 0) yield return $"{report.Dataset.ItemsWithoutVotes} of {report.Dataset.Items} items have no vote in the taxonomy and are not scored.";
    }

    private static ReportRow Row(EvaluationReport report, string name) => FindRow(report, name)!;

    private static ReportRow? FindRow(EvaluationReport report, string name) => report.Rows.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal));

    private static MetricValue Value(EvaluationReport report, ReportRow row, string metric) =>
        row.Values[report.Metrics.Select(m => m.Id).ToList().IndexOf(metric)];

    private static PairedComparison? Comparison(EvaluationReport report, string first, string second, string metric) =>
        report.Comparisons.FirstOrDefault(c => (c.First, c.Second, c.Metric).Equals((first, second, metric)));

    private static string Shown(MetricValue value) => value.Value is not { } v ? "undefined" : value.Low is { } low && value.High is { } high ? $"{v:F2} [{low:F2}, {high:F2}]" : $"{v:F2}";

    private static string Signed(double value) => value.ToString("+0.00;-0.00;0.00");

    private static string Share(double? value) => value is { } v ? $"{100 * v:F0} %" : "an undefined share";

    private static string Probability(double p) => p < 0.001 ? "< 0.001" : p.ToString("F3");
}
