using System.Collections.Immutable;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

/// <summary>Reports with made-up numbers: they fit together in shape, not in value.</summary>
internal sealed record SampleReport
{
    /// <summary>Texts that would break out of an element, an attribute, a script, a cell or a line.</summary>
    public const string Hostile = "<b>\"it's\" & </script><!-- | `x` \n= *y* _z_ [k](l) , \u0001 é 怒 😀";

    public int Labels { get; init; } = 6;

    public int Configurations { get; init; } = 4;

    public int Points { get; init; } = 300;

    public int Examples { get; init; } = 20;

    public long Items { get; init; } = 1500;

    public bool IsHostile { get; init; }

    /// <summary>A report over nothing: every value that can be absent is.</summary>
    public static EvaluationReport Empty => new SampleReport { Items = 0, Configurations = 1, Points = 0, Examples = 0 }.Build() with { Findings = [], Comparisons = [] };

    public static EvaluationReport Dangerous => new SampleReport { IsHostile = true, Labels = 3, Configurations = 2, Points = 5, Examples = 2 }.Build();

    public EvaluationReport Build()
    {
        var random = new Random(7);
        var labels = LabelNames();
        var metrics = MetricDefinitions();
        var names = Enumerable.Range(0, Configurations).Select(ConfigurationName).ToArray();
        return new EvaluationReport
        {
            Title = IsHostile ? Hostile : "CREMA-D, voice only: how listeners would vote",
            LibraryVersion = "0.1.0",
            Dataset = Dataset(labels, random),
            Resampling = new ResamplingSummary
            {
                Unit = "speaker", Units = 91, Replicates = 2000, Permutations = 10_000, Level = 0.95, Seed = 20250817,
                Note = "91 speakers is enough for the intervals to hold about what they say; with fewer than ten they would be too narrow.",
            },
            Metrics = metrics,
            Rows = [.. Rows(names, metrics, random)],
            Comparisons = [.. names.Skip(1).SelectMany((n, i) => metrics.Take(2).Select(m => Comparison(names[0], n, m.Id, i)))],
            Findings = IsHostile ? [Hostile] :
            [
                "mini/single/likelihood is better than the class prior in KL (0.412 against 0.498, difference −0.086 [−0.102, −0.071]).",
                "mini/persona/text is not better than the class prior in KL: its answers say less about an utterance than always giving the mean of all votes.",
                "Calibration on other speakers lowers KL of mini/single/likelihood by 0.06; its order of items does not change.",
                "12.4 % of the answers of mini/persona/text could not be read; its metrics are over the others only.",
            ],
            Details = [.. names.Select(n => Detail(n, labels, random))],
        };
    }

    private string Text(string text) => IsHostile ? $"{text} {Hostile}" : text;

    private string ConfigurationName(int i) => Text(i < 4
        ? new[] { "mini/single/likelihood", "mini/persona/text", "mini/single/token-logits", "mini/single/likelihood + temperature" }[i]
        : $"llama-3.1-8b-instruct-q4_k_m/prompt-{i}/label-likelihood");

    private ImmutableArray<string> LabelNames()
    {
        string[] six = ["anger", "disgust", "fear", "happiness", "neutral", "sadness"];
        return [.. Enumerable.Range(0, Labels).Select(i => Text(i < six.Length ? six[i] : $"emotion number {i}"))];
    }

    private static ImmutableArray<MetricDefinition> MetricDefinitions() =>
    [
        new("kl", "KL", "Kullback-Leibler divergence D(votes || prediction), in nats, from 0; mean over the items. A prediction that rules out what some raters heard costs much.", BetterDirection.Lower, true),
        new("bd", "BD", "Bhattacharyya distance, from 0; mean over the items.", BetterDirection.Lower, true),
        new("squared_pearson", "R² (Pearson)", "Squared Pearson correlation of the labels of one item, 0 to 1; mean over the items. Blind to scale and sign.", BetterDirection.Higher, true),
        new("accuracy", "Accuracy", "Share of items whose top predicted label is the top voted one, 0 to 1; tied votes are left out.", BetterDirection.Higher, true),
        new("weighted_f1", "F1 (weighted)", "Mean F1 weighted by how often a label is the target, 0 to 1.", BetterDirection.Higher, true),
        new("ece", "ECE", "Expected calibration error over ten equal bins, 0 to 1.", BetterDirection.Lower, true),
        new("entropy_spearman", "Entropy ρ", "Spearman's rho of voted and predicted entropy, −1 to 1: are the ambiguous items the ambiguous ones?", BetterDirection.Higher, true),
        .. Enumerable.Range(0, 12).Select(i => new MetricDefinition($"extra_{i}", $"Other {i}", "Another metric, for the long table.", (BetterDirection)(i % 3), false)),
    ];

    private DatasetSummary Dataset(ImmutableArray<string> labels, Random random) => new()
    {
        Name = Text("CREMA-D (voice only)"),
        LicenseNote = Text("Open Database License 1.0; individual contents Database Contents License 1.0. Name the authors (Cao et al. 2014) and keep the licence where you pass it on."),
        Taxonomy = "CremaD6", Labels = labels, Selection = "1,500 drawn with seed 20250817", Aggregation = "plain votes, no smoothing",
        VoteSources = Items == 0 ? "none" : "each vote is what one rater said", Items = Items, ItemsWithoutVotes = Items / 100, BadRows = 3, TiedItems = Items / 10,
        MeanVotes = Items == 0 ? null : 9.8, MeanVotedEntropy = Items == 0 ? null : 0.871, ClassPrior = Items == 0 ? [] : Distribution(labels.Length, random, 0.4),
    };

    private IEnumerable<ReportRow> Rows(string[] names, ImmutableArray<MetricDefinition> metrics, Random random)
    {
        foreach (var (name, i) in names.Select((n, i) => (n, i)))
        {
            var invalid = i == 1 ? Items / 8 : 0;
            yield return new ReportRow
            {
                Name = name, Kind = i == 3 ? ReportRowKind.Calibrated : ReportRowKind.Configuration, Model = Text("mini q5_1"), Prompt = "Single", Extractor = "LabelLikelihood",
                Calibration = i == 3 ? "temperature 1.7" : null, Items = Items, Valid = Items - invalid, Invalid = invalid, Failed = 0, FellBack = i == 2 ? 4 : 0,
                InvalidReasons = invalid == 0 ? [] : [new("NoNumberFound", invalid - 3), new("AmbiguousLabel", 3)],
                Note = i == 1 ? "The answers are read from prose; what could not be read is left out of the metrics." : "", Values = Values(metrics, random),
            };
        }

        yield return Row("uniform", ReportRowKind.Baseline, "The same share for every label.", Values(metrics, random));
        yield return Row("class prior", ReportRowKind.Baseline, "The mean of the votes of all items: what there is to know without listening.", Values(metrics, random));
        yield return Row("one rater against the others", ReportRowKind.Ceiling, "", Values(metrics, random));
    }

    private ReportRow Row(string name, ReportRowKind kind, string note, ImmutableArray<MetricValue> values) =>
        new() { Name = name, Kind = kind, Items = Items, Valid = Items, Invalid = 0, Failed = 0, Note = note, Values = values };

    private ImmutableArray<MetricValue> Values(ImmutableArray<MetricDefinition> metrics, Random random) =>
    [
        .. metrics.Select((_, i) =>
        {
            var value = random.NextDouble() - (i == 6 ? 0.5 : 0);
            if (Items == 0) return new MetricValue(null, null, null, 0);
            return i == 9 ? new MetricValue(value, null, null, Items) : new MetricValue(value, value - 0.021, value + 0.023, i is 3 or 4 ? Items - Items / 10 : Items);
        }),
    ];

    private PairedComparison Comparison(string first, string second, string metric, int i) => new()
    {
        First = first, Second = second, Metric = metric, Items = Items, Difference = i % 2 == 0 ? -0.0861 : 0.0021,
        Low = i % 2 == 0 ? -0.102 : -0.013, High = i % 2 == 0 ? -0.0712 : 0.0184, PValue = i % 2 == 0 ? 0.0001 : 0.412, AdjustedPValue = i % 2 == 0 ? 0.0006 : 0.824,
    };

    private ConfigurationDetail Detail(string name, ImmutableArray<string> labels, Random random)
    {
        double? IfAny(double value) => Items == 0 ? null : value;
        return new ConfigurationDetail
        {
            Row = name,
            Reliability = [.. Enumerable.Range(0, 10).Select(i => i < 2 || Items == 0
                ? new ReliabilityBin(i / 10.0, (i + 1) / 10.0, 0, null, null)
                : new ReliabilityBin(i / 10.0, (i + 1) / 10.0, 40 + 30 * (5 - Math.Abs(5 - i)), i / 10.0 + 0.05, 0.18 + i * 0.07 + 0.04 * random.NextDouble()))],
            Labels = [.. labels.Select(l => new LabelCalibration(l, IfAny(random.NextDouble() / labels.Length * 2), IfAny(random.NextDouble() / labels.Length * 2),
                [.. Enumerable.Range(0, 10).Select(i => i > 7 || Items == 0
                    ? new LabelCalibrationBin(i / 10.0, (i + 1) / 10.0, 0, null, null)
                    : new LabelCalibrationBin(i / 10.0, (i + 1) / 10.0, 300 - 30 * i, i / 10.0 + 0.04, i * 0.08 + 0.1 * random.NextDouble()))]))],
            Entropies = [.. Enumerable.Range(0, Points).Select(_ => Entropy(random, Math.Log(labels.Length)))],
            Confusion = [.. labels.Select((_, i) => labels.Select((_, j) => Items == 0 ? 0L : random.Next(i == j ? 200 : 40)).ToImmutableArray())],
            Best = ItemsOf(name, labels, random, 0.01, "I’m on my way to the meeting."),
            Worst = ItemsOf(name, labels, random, 2.4, null),
        };
    }

    private static EntropyPoint Entropy(Random random, double max)
    {
        var voted = random.NextDouble() * max;
        return new EntropyPoint(voted, Math.Clamp(0.3 * voted + 0.4 * max + (random.NextDouble() - 0.5) * 0.6, 0, max));
    }

    private ImmutableArray<ReportItem> ItemsOf(string name, ImmutableArray<string> labels, Random random, double kl, string? words) =>
    [
        .. Enumerable.Range(0, Examples).Select(i => new ReportItem(
            Text($"10{i:00}_ITH_NEU_XX"), IsHostile ? Hostile : i == 2 ? "Well, I suppose that if nobody is going to tell me what this is about I will have to find out for myself, won’t I?" : words,
            kl + i * 0.013, Distribution(labels.Length, random, 0.15), Distribution(labels.Length, random, 0.5 + name.Length % 3 * 0.1))),
    ];

    private static ImmutableArray<double> Distribution(int count, Random random, double flatness)
    {
        var weights = Enumerable.Range(0, count).Select(_ => Math.Pow(random.NextDouble(), 1 / flatness)).ToArray();
        return [.. weights.Select(w => w / weights.Sum())];
    }
}
