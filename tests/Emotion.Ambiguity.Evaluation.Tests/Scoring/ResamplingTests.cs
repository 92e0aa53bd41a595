using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Scoring;
using Emotion.Ambiguity.Evaluation.Tests.Support;

namespace Emotion.Ambiguity.Evaluation.Tests.Scoring;

public sealed class ResamplingTests : IDisposable
{
    private static readonly double[][] Kinds = [[1, 0, 0], [0, 1, 0]];
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Interval_IndependentItems_IsThatOfTheBinomial()
    {
        var report = await EvaluateAsync(Items(2000, _ => null), ResamplingUnit.Automatic);

        report.Resampling.Unit.ShouldBe("utterance");
        var accuracy = Accuracy(report);
        var expected = 1.96 * Math.Sqrt(accuracy.Value!.Value * (1 - accuracy.Value.Value) / 2000);
        (accuracy.Value.Value - accuracy.Low!.Value).ShouldBe(expected, 0.15 * expected); // 1,000 replicates: quantiles within a tenth
        (accuracy.High!.Value - accuracy.Value.Value).ShouldBe(expected, 0.15 * expected);
    }

    [Fact]
    public async Task Interval_ItemsOfASpeakerAreAlike_IsWiderBySpeaker()
    {
        // 40 speakers whose 50 items are all right or all wrong: 2,000 items are worth 40.
        var items = Items(2000, i => $"s{i / 50}", i => i / 50 % 2);
        var bySpeaker = Accuracy(await EvaluateAsync(items, ResamplingUnit.Automatic));
        using var other = new RunFolder();
        var byUtterance = Accuracy(await EvaluateAsync(items, ResamplingUnit.Utterance, other));

        var ratio = (bySpeaker.High!.Value - bySpeaker.Low!.Value) / (byUtterance.High!.Value - byUtterance.Low!.Value);
        ratio.ShouldBe(Math.Sqrt(50), 1); // the design effect of clusters of 50 that agree in all
    }

    [Fact]
    public async Task Unit_FewSpeakers_IsTheUtteranceAndSaysWhy()
    {
        var report = await EvaluateAsync(Items(60, i => $"s{i % 2}"), ResamplingUnit.Automatic);
        report.Resampling.Unit.ShouldBe("utterance");
        report.Resampling.Note.ShouldContain("Only 2 speakers");
        report.Findings.ShouldContain(f => f.Contains("Only 2 speakers"));
    }

    [Fact]
    public async Task Unit_SpeakersAskedForButNotKnown_Fails()
    {
        (await Should.ThrowAsync<ArgumentException>(() => EvaluateAsync(Items(60, _ => null), ResamplingUnit.Speaker))).Message.ShouldContain("speaker");
    }

    [Fact]
    public async Task Comparison_OneRowBetterEverywhere_IsSureOfIt()
    {
        var dataset = Items(100, _ => null, i => i % 2);
        var good = ScriptedPredictor.Of(i => i.Votes[0].PrimaryLabel == "anger" ? [0.8, 0.1, 0.1] : [0.1, 0.8, 0.1]);
        var bad = ScriptedPredictor.Of(i => i.Votes[0].PrimaryLabel == "anger" ? [0.1, 0.8, 0.1] : [0.8, 0.1, 0.1]);
        var report = await EmotionEvaluator.EvaluateAsync(dataset, [good.Source("good"), bad.Source("bad")], _folder.Options);

        var kl = report.Comparisons.Single(c => c is { First: "good/script", Second: "bad/script", Metric: "kl" });
        kl.Items.ShouldBe(100);
        kl.Difference.ShouldBe(Math.Log(0.1) - Math.Log(0.8), 1e-6); // epsilon 1e-8
        kl.Low.ShouldBe(kl.Difference, 1e-9);
        kl.High.ShouldBe(kl.Difference, 1e-9);
        kl.PValue.ShouldBe(1 / 201.0, 1e-12); // none of 200 permutations is as far out
        report.Findings.ShouldContain(f => f.StartsWith("Better than the class prior") && f.Contains("good/script ("));
        report.Findings.ShouldContain(f => f.StartsWith("Not better than the class prior but worse") && f.Contains("bad/script ("));
    }

    [Fact]
    public async Task Comparison_ItemsThatOneRowCannotRead_AreLeftOutOfBoth()
    {
        var dataset = Items(10, _ => null, i => i % 2);
        var all = ScriptedPredictor.Of(i => [0.5, 0.25, 0.25]);
        var half = new ScriptedPredictor(i => int.Parse(i.Id) < 5
            ? ScriptedPredictor.Valid(i, [0.25, 0.5, 0.25])
            : ScriptedPredictor.Predicted(i, Extraction.ExtractionResult.Invalid(Extraction.InvalidReason.EmptyAnswer)));
        var report = await EmotionEvaluator.EvaluateAsync(dataset, [all.Source("all"), half.Source("half")], _folder.Options);

        // Items 0 to 4: anger three times, joy twice; the rows differ by ln 2 in each.
        var kl = report.Comparisons.Single(c => c is { First: "all/script", Second: "half/script", Metric: "kl" });
        kl.Items.ShouldBe(5);
        kl.Difference.ShouldBe(-Math.Log(2) / 5, 1e-6); // epsilon 1e-8
    }

    [Fact]
    public void Holm_KnownPValues_AreAdjustedStepwise()
    {
        // Holm 1979's rule on four values: 0.005 * 4, 0.01 * 3, then 0.03 * 2 = 0.06 for both of the last.
        var adjusted = PairedTests.AdjustByHolm([.. new[] { 0.01, 0.04, 0.03, 0.005 }.Select(Comparison)]).Select(c => c.AdjustedPValue);
        adjusted.Zip([0.03, 0.06, 0.06, 0.02]).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-12);

        static PairedComparison Comparison(double p) => new() { First = "", Second = "", Metric = "", Items = 1, Difference = 0, Low = 0, High = 0, PValue = p, AdjustedPValue = 1 };
    }

    // Kind 0 is right under a constant guess of anger, kind 1 is wrong.
    private static ListDataset Items(int count, Func<int, string?> speaker, Func<int, int>? kind = null)
    {
        var random = new Random(5);
        return new ListDataset(ListDataset.Three, Enumerable.Range(0, count).Select(i =>
            ListDataset.OfShares(ListDataset.Three, i.ToString(), Kinds[kind?.Invoke(i) ?? (random.NextDouble() < 0.7 ? 0 : 1)]) with { Speaker = speaker(i) }));
    }

    private static MetricValue Accuracy(EvaluationReport report) => report.Metric(report.Rows[0], "accuracy");

    private Task<EvaluationReport> EvaluateAsync(IEmotionDataset dataset, ResamplingUnit unit, RunFolder? folder = null) => EmotionEvaluator.EvaluateAsync(
        dataset, [ScriptedPredictor.Of(_ => [0.6, 0.3, 0.1]).Source()], (folder ?? _folder).Options with { ResamplingUnit = unit, Replicates = 1000 });
}
