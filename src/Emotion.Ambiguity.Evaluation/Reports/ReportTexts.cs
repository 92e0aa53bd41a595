namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Words that several written forms of a report share.</summary>
internal static class ReportTexts
{
    /// <summary>The row kinds in the order of the tables.</summary>
    public static readonly ReportRowKind[] Kinds = [ReportRowKind.Configuration, ReportRowKind.Calibrated, ReportRowKind.Baseline, ReportRowKind.Ceiling];

    public static string Heading(ReportRowKind kind) => kind switch
    {
        ReportRowKind.Configuration => "Configurations",
        ReportRowKind.Calibrated => "Calibrated on other items",
        ReportRowKind.Baseline => "Baselines: do not look at the utterance",
        _ => "Ceilings: what people reach",
    };

    public static string Arrow(BetterDirection better) => better switch
    {
        BetterDirection.Lower => "↓",
        BetterDirection.Higher => "↑",
        _ => "",
    };

    public static string Direction(BetterDirection better) => better switch
    {
        BetterDirection.Lower => "lower is better",
        BetterDirection.Higher => "higher is better",
        _ => "describes, neither is better",
    };

    /// <summary>A comparison in plain words; a difference counts from the adjusted p-value on.</summary>
    public static string Verdict(PairedComparison comparison, BetterDirection better, double level)
    {
        if (!(comparison.AdjustedPValue <= 1 - level)) return "no clear difference";
        if (comparison.Difference == 0) return "no difference";
        var isHigher = comparison.Difference > 0;
        return better switch
        {
            BetterDirection.Neither => isHigher ? "first is higher" : "first is lower",
            BetterDirection.Higher => isHigher ? "first is better" : "second is better",
            _ => isHigher ? "second is better" : "first is better",
        };
    }

    /// <summary>Facts about the corpus, as name and value; what is not known or says nothing is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(EvaluationReport report)
    {
        var data = report.Dataset;
        yield return ("Dataset", data.Name);
        yield return ("Licence", data.LicenseNote);
        if (data.Selection.Length > 0) yield return ("Selection", data.Selection);
        yield return ("Taxonomy", $"{data.Taxonomy} ({data.Labels.Length} labels)");
        yield return ("Items", ReportNumbers.Count(data.Items));
        yield return ("Items without votes", $"{ReportNumbers.Count(data.ItemsWithoutVotes)} (not scored)");
        yield return ("Bad rows", ReportNumbers.Count(data.BadRows));
        yield return ("Tied items", $"{ReportNumbers.Count(data.TiedItems)} (accuracy and F1 leave them out)");
        yield return ("Votes", data.VoteSources);
        yield return ("Aggregation", data.Aggregation);
        yield return ("Votes per item", ReportNumbers.Decimals(data.MeanVotes, 1));
        yield return ("Mean entropy of votes", data.MeanVotedEntropy is null ? ReportNumbers.NotDefined : $"{ReportNumbers.Decimals(data.MeanVotedEntropy)} nats");
    }

    /// <summary>How intervals and tests came about, a sentence each.</summary>
    public static IEnumerable<string> Method(EvaluationReport report)
    {
        var how = report.Resampling;
        var level = ReportNumbers.Percent(how.Level, 0);
        yield return $"Intervals hold {level} of {ReportNumbers.Count(how.Replicates)} bootstrap replicates; each draws {ReportNumbers.Count(how.Units)} units with replacement. The unit is the {how.Unit}.";
        yield return $"Paired comparisons are over the items that both rows have: a two-sided sign-flip permutation test over the same units with {ReportNumbers.Count(how.Permutations)} permutations. Adjusted p-values follow Holm, over all comparisons with the same metric; a difference is called clear where the adjusted p-value is at most {ReportNumbers.Decimals(1 - how.Level, 2)}.";
        yield return $"Everything drawn follows from the seed {how.Seed}: the same predictions give the same report.";
        if (how.Note.Length > 0) yield return how.Note;
    }
}
