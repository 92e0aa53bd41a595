using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Scoring;

/// <summary>Baselines and ceilings, against counts by hand.</summary>
public sealed class RowTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Baselines_FourItems_AreWhatTheyAreCalled()
    {
        // Prior: anger 1/2, joy 3/8, calm 1/8.
        var report = await EvaluateAsync(ListDataset.OfTargets(ListDataset.Three, [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0.5, 0.5]]));

        report.Dataset.ClassPrior.ShouldBe([0.5, 0.375, 0.125]);
        report.Dataset.TiedItems.ShouldBe(1);
        report.Value("uniform", "kl").ShouldBe(((3 * Math.Log(3)) + Math.Log(1.5)) / 4, 1e-6); // epsilon 1e-8
        report.Value("class prior", "kl").ShouldBe(((2 * Math.Log(2)) + Math.Log(1 / 0.375) + (0.5 * Math.Log(0.5 / 0.375)) + (0.5 * Math.Log(0.5 / 0.125))) / 4, 1e-6);
        report.Value("majority", "accuracy").ShouldBe(2 / 3.0, 1e-12); // the tied item is left out
        report.Value("class prior", "accuracy").ShouldBe(2 / 3.0, 1e-12);
        report.Value("class prior", "r2-pooled").ShouldBe(0, 1e-12);
    }

    [Fact]
    public async Task OneRater_ThreeRaters_IsEachAgainstTheOthers()
    {
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, ListDataset.OfRaters("1", "joy", "joy", "anger"), ListDataset.OfRaters("2", "calm", "calm", "calm")));

        // Item 1: joy against {joy, anger}, tied and so left out, twice; anger against {joy, joy}, wrong. Item 2: right three times.
        var row = report.Row("one rater");
        (row.Items, row.Valid).ShouldBe((2, 2));
        report.Value("one rater", "accuracy").ShouldBe(1 / (1 + (1 / 3.0)), 1e-12); // items weigh what their untied raters weigh
        report.Value("one rater", "tv").ShouldBe((((2 * 0.5) + 1) / 3 + 0) / 2, 1e-12);
    }

    [Fact]
    public async Task Ceilings_OneRaterOnly_AreLeftOut()
    {
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, ListDataset.OfRaters("1", "joy"), ListDataset.OfRaters("2", "calm", "joy")));
        report.Row("one rater").Items.ShouldBe(1);
        report.Row("another panel").Items.ShouldBe(1);
    }

    [Fact]
    public async Task Ceilings_OneRaterWithSeveralVotes_IsOneRater()
    {
        RaterVote[] votes = [new("joy") { RaterId = "a", Weight = 0.5 }, new("calm") { RaterId = "a", Weight = 0.5 }, new("joy") { RaterId = "b" }];
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, new AnnotatedUtterance(Utterance.FromText("x", "1"), ListDataset.Three, votes)));
        report.Value("one rater", "tv").ShouldBe(0.5, 1e-12); // {joy, calm} halves against joy, both ways
    }

    [Fact]
    public async Task Ceilings_SoftVotes_AreNotThere()
    {
        var report = await EvaluateAsync(ListDataset.OfTargets(ListDataset.Three, [[1, 0, 0], [0, 1, 0]]));
        report.Rows.ShouldNotContain(r => r.Kind == ReportRowKind.Ceiling);
        report.Findings.ShouldContain(f => f.Contains("does not tell raters apart"));
    }

    [Fact]
    public async Task AnotherPanel_TwoRatersWhoDisagree_IsAsFarAsTheBinomialSays()
    {
        // Panels of two from {joy, calm}: half of them unanimous, total variation 0.5 then, else 0.
        var items = Enumerable.Range(0, 400).Select(i => ListDataset.OfRaters(i.ToString(), "joy", "calm"));
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, items));
        report.Value("another panel", "tv").ShouldBe(0.25, 0.012); // 4,000 panels: three standard errors of 0.004
    }

    [Fact]
    public async Task AnotherPanel_UnanimousRaters_IsTheSame()
    {
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, ListDataset.OfRaters("1", "joy", "joy", "joy")));
        report.Value("another panel", "kl").ShouldBe(0, 1e-6); // epsilon 1e-8
    }

    private Task<EvaluationReport> EvaluateAsync(IEmotionDataset dataset) =>
        EmotionEvaluator.EvaluateAsync(dataset, [ScriptedPredictor.Of(_ => [0.2, 0.3, 0.5]).Source()], _folder.Options);
}
