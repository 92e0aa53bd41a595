using System.Collections.Immutable;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Metrics;
using static Emotion.Ambiguity.Tests.Shared.ReferenceFile;

namespace Emotion.Ambiguity.Evaluation.Tests.Scoring;

/// <summary>The numbers of a report, against the reference corpora (numpy, scipy, scikit-learn).</summary>
public sealed class CorpusScorerTests : IDisposable
{
    private static readonly JsonElement Corpora = Load("metrics.json").GetProperty("corpora");
    private readonly RunFolder _folder = new();

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Corpora.GetArrayLength())];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Indices))]
    public async Task Evaluate_ReferenceCorpus_AgreesWithin1e9(int index)
    {
        var corpus = Corpora[index];
        var (targets, predictions) = (Rows(corpus, "targets"), Rows(corpus, "predictions"));
        var report = await ScoreAsync(targets, predictions);

        var (means, classes) = (corpus.GetProperty("means"), corpus.GetProperty("without_ties"));
        Check("kl", means, "kl_target_prediction");
        Check("kl-reverse", means, "kl_prediction_target");
        Check("cross-entropy", means, "cross_entropy");
        Check("jsd", means, "jensen_shannon_divergence");
        Check("js-distance", means, "jensen_shannon_distance");
        Check("bc", means, "bhattacharyya_coefficient");
        Check("bd", means, "bhattacharyya_distance");
        Check("hellinger", means, "hellinger");
        Check("tv", means, "total_variation");
        Check("cosine", means, "cosine");
        Check("brier", means, "brier");
        Check("r2", means, "r2_pearson");
        Check("r2-determination", means, "r2_determination");
        Check("entropy-voted", means, "entropy_target");
        Check("entropy-predicted", means, "entropy_prediction");
        Check("r2-pooled", corpus, "pooled_r2_determination");
        Check("ece", corpus, "ece_10_bins_all");
        Check("entropy-r", corpus, "entropy_pearson");
        Check("accuracy", classes, "accuracy");
        Check("f1", classes, "macro_f1");
        Check("f1-weighted", classes, "weighted_f1");
        Check("uar", classes, "unweighted_average_recall");
        Value(report, "accuracy").Items.ShouldBe(classes.GetProperty("count").GetInt64());

        // Not in the reference, or (rho) there with ties decided by the last bit: against the library's own functions of whole tables.
        var labels = targets[0].Length;
        double[] Entropies(double[][] rows) => [.. rows.Select(r => EntropyAgreement.Entropy(r))];
        ShouldAgree(Value(report, "entropy-rho").Value, EntropyAgreement.SpearmanCorrelation(Entropies(targets), Entropies(predictions), 1e-12), "entropy-rho");
        var (flatTargets, flatPredictions) = (corpus.Table("targets"), corpus.Table("predictions"));
        ShouldAgree(Value(report, "ece-adaptive").Value, CalibrationError.Expected(CalibrationError.EqualMassBins(flatTargets, flatPredictions, labels, 10)), "ece-adaptive");
        ShouldAgree(Value(report, "top2").Value, targets.Zip(predictions).Average(p => TopKAgreement.Overlap(p.First, p.Second, 2)), "top2");
        report.Details[0].Reliability.ShouldBe(CalibrationError.EqualWidthBins(flatTargets, flatPredictions, labels, 10), new BinComparer());

        void Check(string metric, JsonElement reference, string name) => ShouldAgree(Value(report, metric).Value, reference.NumberOrNull(name), metric);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public async Task Evaluate_EveryMetric_LiesInItsInterval(int index)
    {
        var report = await ScoreAsync(Rows(Corpora[index], "targets"), Rows(Corpora[index], "predictions"));
        foreach (var row in report.Rows)
        {
            foreach (var (metric, value) in report.Metrics.Zip(row.Values).Where(p => p.Second.Low is not null))
            {
                // A percentile interval of a statistic that resampling biases (an absolute error of bins, a ratio) may leave out the value itself.
                if (metric.Id is "ece" or "ece-adaptive" or "f1" or "uar" or "entropy-r" or "entropy-rho" or "r2-pooled") continue;
                value.Value!.Value.ShouldBeInRange(value.Low!.Value - 1e-12, value.High!.Value + 1e-12, // sums in another order
                     $"{row.Name} {metric.Id}");
            }
        }
    }

    [Fact]
    public async Task Evaluate_TwiceWithOneSeed_GivesTheSameReport()
    {
        var (targets, predictions) = (Rows(Corpora[0], "targets"), Rows(Corpora[0], "predictions"));
        JsonSerializer.Serialize(await ScoreAsync(targets, predictions)).ShouldBe(JsonSerializer.Serialize(await ScoreAsync(targets, predictions)));
    }

    [Fact]
    public async Task Evaluate_Examples_AreTheLowestAndHighestDivergences()
    {
        var (targets, predictions) = (Rows(Corpora[0], "targets"), Rows(Corpora[0], "predictions"));
        var divergences = targets.Zip(predictions, (t, p) => DistributionDivergence.KullbackLeibler(t, p)).ToList();

        var detail = (await ScoreAsync(targets, predictions)).Details[0];

        detail.Best.Select(i => i.Id).ShouldBe(Enumerable.Range(0, divergences.Count).OrderBy(i => divergences[i]).Take(20).Select(i => i.ToString()));
        detail.Worst.Select(i => i.Id).ShouldBe(Enumerable.Range(0, divergences.Count).OrderByDescending(i => divergences[i]).Take(20).Select(i => i.ToString()));
        detail.Worst.Zip(divergences.OrderDescending()).ShouldAllBe(p => Math.Abs(p.First.KullbackLeibler - p.Second) < 1e-9); // votes were normalised in between
        detail.Worst[0].Text.ShouldBe($"words of {detail.Worst[0].Id}");
    }

    [Fact]
    public async Task Evaluate_WordsHidden_ShowsOnlyIds()
    {
        var report = await ScoreAsync(Rows(Corpora[0], "targets"), Rows(Corpora[0], "predictions"), _folder.Options with { ExampleWords = ExampleWords.Hidden });
        report.Details[0].Best.ShouldAllBe(i => i.Text == null);
    }

    [Fact]
    public async Task Evaluate_OneItem_HasValuesAndNoIntervals()
    {
        var report = await ScoreAsync([[0.5, 0.3, 0.2]], [[0.5, 0.2, 0.3]]);
        report.Rows[0].Values[0].Value.ShouldNotBeNull();
        report.Rows[0].Values.ShouldAllBe(v => v.Low == null && v.High == null);
        Value(report, "entropy-r").Value.ShouldBeNull();
    }

    [Fact]
    public async Task Evaluate_MoreItemsThanTheSampleHolds_SaysSoAndKeepsTheMeans()
    {
        // Half the items are right, in two kinds: every statistic is known.
        double[][] targets = [.. Enumerable.Range(0, 60_000).Select(i => i % 2 == 0 ? new[] { 1.0, 0 } : [0.0, 1])];
        double[][] predictions = [.. targets.Select(_ => new[] { 0.75, 0.25 })];
        var report = await ScoreAsync(targets, predictions, _folder.Options with { Replicates = 100, Permutations = 100 });

        Value(report, "accuracy").Value!.Value.ShouldBe(0.5);
        Value(report, "ece").Value!.Value.ShouldBe(0.25, 1e-9);
        Value(report, "ece-adaptive").Value!.Value.ShouldBe(0.25, 0.01); // a sample of 50,000 of 60,000
        Value(report, "ece-adaptive").Items.ShouldBe(50_000);
        report.Rows[0].Note.ShouldContain("random 50000");
        report.Resampling.Note.ShouldContain("groups");
        // The bootstrap's interval of a share of 60,000 items: 1.96 * sqrt(p (1 - p) / n) to each side, about.
        var accuracy = Value(report, "accuracy");
        (accuracy.High!.Value - accuracy.Low!.Value).ShouldBe(2 * 1.96 * 0.5 / Math.Sqrt(60_000), 0.003);
    }

    private static double[][] Rows(JsonElement corpus, string name) => [.. corpus.Table(name).Chunk(corpus.GetProperty("labels").GetInt32())];

    private static MetricValue Value(EvaluationReport report, string metric) => report.Metric(report.Rows[0], metric);

    private async Task<EvaluationReport> ScoreAsync(double[][] targets, double[][] predictions, EvaluationOptions? options = null)
    {
        var taxonomy = EmotionTaxonomy.FromNames("Reference", Enumerable.Range(0, targets[0].Length).Select(n => $"label {(char)('a' + n)}"));
        var dataset = ListDataset.OfTargets(taxonomy, targets);
        var position = 0;
        return await EmotionEvaluator.EvaluateAsync(dataset, [ScriptedPredictor.Of(_ => predictions[position++]).Source()], options ?? _folder.Options);
    }

    private sealed class BinComparer : IEqualityComparer<ReliabilityBin>
    {
        public bool Equals(ReliabilityBin? x, ReliabilityBin? y) =>
            x!.Lower == y!.Lower && x.Upper == y.Upper && x.Count == y.Count && Near(x.MeanConfidence, y.MeanConfidence) && Near(x.Accuracy, y.Accuracy);

        public int GetHashCode(ReliabilityBin obj) => obj.Count.GetHashCode();

        private static bool Near(double? a, double? b) => (a is null) == (b is null) && Math.Abs((a ?? 0) - (b ?? 0)) < 1e-9;
    }
}
