using System.Text.Json;
using Emotion.Ambiguity.Metrics;
using static Emotion.Ambiguity.Tests.Shared.ReferenceFile;

namespace Emotion.Ambiguity.Tests.Reference;

public sealed class MetricsReferenceTests
{
    private static readonly JsonElement File = Load("metrics.json");

    public static TheoryData<int> Pairs => [.. Enumerable.Range(0, File.GetProperty("pairs").GetArrayLength())];

    public static TheoryData<int> Corpora => [.. Enumerable.Range(0, File.GetProperty("corpora").GetArrayLength())];

    [Fact]
    public void ReferenceFile_Counted_HasAllCases()
    {
        Pairs.Count.ShouldBe(41);
        Corpora.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EveryMetric_ReferencePair_AgreesWithin1e9(int index)
    {
        var pair = File.GetProperty("pairs")[index];
        var target = pair.Numbers("target");
        var predicted = pair.Numbers("prediction");
        var checkedNames = new List<string> { "note", "target", "prediction" };

        Check("kl_target_prediction", DistributionDivergence.KullbackLeibler(target, predicted));
        Check("kl_prediction_target", DistributionDivergence.KullbackLeibler(predicted, target));
        Check("cross_entropy", DistributionDivergence.CrossEntropy(target, predicted));
        Check("jensen_shannon_divergence", DistributionDivergence.JensenShannonDivergence(target, predicted));
        Check("jensen_shannon_distance", DistributionDivergence.JensenShannonDistance(target, predicted));
        Check("bhattacharyya_coefficient", DistributionDistance.BhattacharyyaCoefficient(target, predicted));
        Check("bhattacharyya_distance", DistributionDistance.BhattacharyyaDistance(target, predicted));
        Check("hellinger", DistributionDistance.Hellinger(target, predicted));
        Check("total_variation", DistributionDistance.TotalVariation(target, predicted));
        Check("cosine", DistributionDistance.CosineSimilarity(target, predicted));
        Check("brier", DistributionDistance.BrierScore(target, predicted));
        Check("r2_pearson", DistributionFit.SquaredPearson(target, predicted));
        Check("r2_determination", DistributionFit.CoefficientOfDetermination(target, predicted));
        Check("entropy_target", EntropyAgreement.Entropy(target));
        Check("entropy_prediction", EntropyAgreement.Entropy(predicted));
        pair.EnumerateObject().Select(p => p.Name).ShouldBe(checkedNames, ignoreOrder: true);

        void Check(string name, double? actual)
        {
            checkedNames.Add(name);
            ShouldAgree(actual, pair.NumberOrNull(name), name);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Accumulator_ReferencePair_AgreesWithin1e9(int index)
    {
        var pair = File.GetProperty("pairs")[index];
        var accumulator = new DistributionMetricsAccumulator(pair.Numbers("target").Length);
        accumulator.Add(pair.Numbers("target"), pair.Numbers("prediction"));
        CheckMeans(accumulator.ToSummary(), pair, ["note", "target", "prediction"]);
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Accumulator_ReferenceCorpus_AgreesWithin1e9(int index)
    {
        var corpus = File.GetProperty("corpora")[index];
        var accumulator = new DistributionMetricsAccumulator(corpus.GetProperty("labels").GetInt32());
        accumulator.AddRange(corpus.Table("targets"), corpus.Table("predictions"));
        var summary = accumulator.ToSummary();

        CheckMeans(summary, corpus.GetProperty("means"), []);
        ShouldAgree(summary.PooledCoefficientOfDetermination, corpus.NumberOrNull("pooled_r2_determination"), "pooled");
        ShouldAgree(summary.EntropyPearson, corpus.NumberOrNull("entropy_pearson"), "entropy_pearson");
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void CorpusMetrics_ReferenceCorpus_AgreeWithin1e9(int index)
    {
        var corpus = File.GetProperty("corpora")[index];
        var labels = corpus.GetProperty("labels").GetInt32();
        var (targets, predictions) = (corpus.Table("targets"), corpus.Table("predictions"));

        ShouldAgree(DistributionFit.PooledCoefficientOfDetermination(targets, predictions, labels), corpus.NumberOrNull("pooled_r2_determination"), "pooled");
        ShouldAgree(CalibrationError.Expected(CalibrationError.EqualWidthBins(targets, predictions, labels, 10)), corpus.NumberOrNull("ece_10_bins_all"), "ece");
        var (targetEntropies, predictedEntropies) = (Entropies(targets), Entropies(predictions));
        ShouldAgree(EntropyAgreement.PearsonCorrelation(targetEntropies, predictedEntropies), corpus.NumberOrNull("entropy_pearson"), "entropy_pearson");
        ShouldAgree(EntropyAgreement.SpearmanCorrelation(targetEntropies, predictedEntropies), corpus.NumberOrNull("entropy_spearman"), "entropy_spearman");

        double[] Entropies(double[] table) => [.. table.Chunk(labels).Select(row => EntropyAgreement.Entropy(row))];
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void ClassificationScores_ReferenceCorpusWithoutTies_AgreeWithin1e9(int index)
    {
        var corpus = File.GetProperty("corpora")[index];
        var labels = corpus.GetProperty("labels").GetInt32();
        var counter = new ConfusionCounter(labels);
        foreach (var (target, predicted) in corpus.Table("targets").Chunk(labels).Zip(corpus.Table("predictions").Chunk(labels))) counter.Add(target, predicted);
        var scores = ClassificationScores.From(counter.ToMatrix());

        var expected = corpus.GetProperty("without_ties");
        scores.Count.ShouldBe(expected.GetProperty("count").GetInt64());
        (scores.Count + scores.LeftOutCount).ShouldBe(corpus.GetProperty("targets").GetArrayLength());
        ShouldAgree(scores.Accuracy, expected.NumberOrNull("accuracy"), "accuracy");
        ShouldAgree(scores.MacroF1, expected.NumberOrNull("macro_f1"), "macro_f1");
        ShouldAgree(scores.WeightedF1, expected.NumberOrNull("weighted_f1"), "weighted_f1");
        ShouldAgree(scores.UnweightedAverageRecall, expected.NumberOrNull("unweighted_average_recall"), "uar");
    }

    private static void CheckMeans(DistributionMetricsSummary summary, JsonElement expected, List<string> notMetrics)
    {
        Check("kl_target_prediction", summary.KullbackLeibler);
        Check("kl_prediction_target", summary.ReverseKullbackLeibler);
        Check("cross_entropy", summary.CrossEntropy);
        Check("jensen_shannon_divergence", summary.JensenShannonDivergence);
        Check("jensen_shannon_distance", summary.JensenShannonDistance);
        Check("bhattacharyya_coefficient", summary.BhattacharyyaCoefficient);
        Check("bhattacharyya_distance", summary.BhattacharyyaDistance);
        Check("hellinger", summary.Hellinger);
        Check("total_variation", summary.TotalVariation);
        Check("cosine", summary.CosineSimilarity);
        Check("brier", summary.BrierScore);
        Check("r2_pearson", summary.SquaredPearson);
        Check("r2_determination", summary.CoefficientOfDetermination);
        Check("entropy_target", summary.TargetEntropy);
        Check("entropy_prediction", summary.PredictedEntropy);
        expected.EnumerateObject().Select(p => p.Name).ShouldBe(notMetrics, ignoreOrder: true);

        void Check(string name, MetricMean actual)
        {
            notMetrics.Add(name);
            ShouldAgree(actual.Mean, expected.NumberOrNull(name), name);
            (actual.Count + actual.SkippedCount).ShouldBe(summary.Count, name);
        }
    }
}
