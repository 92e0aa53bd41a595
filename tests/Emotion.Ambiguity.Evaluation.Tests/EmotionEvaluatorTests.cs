using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Evaluation.Tests;

public sealed class EmotionEvaluatorTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_StoppedByTheEngineAtEveryItem_EndsWithTheSameReportAndAsksForNothingTwice()
    {
        var dataset = Dataset(12);
        using var undisturbed = new RunFolder();
        var expected = await EvaluateAsync(dataset, ScriptedPredictor.Of(Guess).Source(), undisturbed.Options);

        var asked = new List<string>();
        for (var run = 0; run < 12; run++)
        {
            var allowed = 1;
            var failing = new ScriptedPredictor(i => allowed-- > 0 ? ScriptedPredictor.Valid(i, Guess(i)) : throw new PredictionException("out of memory"));
            if (run < 11) await Should.ThrowAsync<PredictionException>(() => EvaluateAsync(dataset, failing.Source()));
            else Same(await EvaluateAsync(dataset, failing.Source()), expected);
            asked.AddRange(failing.Asked.Take(1));
        }

        asked.ShouldBe(dataset.Items.Select(i => i.Id));
        (await File.ReadAllBytesAsync(_folder.FileOf("script"))).ShouldBe(await File.ReadAllBytesAsync(undisturbed.FileOf("script")));
    }

    [Fact]
    public async Task Evaluate_AllPredictionsThere_DoesNotOpenTheSource()
    {
        var dataset = Dataset(5);
        var first = await EvaluateAsync(dataset, ScriptedPredictor.Of(Guess).Source());
        var again = ScriptedPredictor.Of(_ => throw new InvalidOperationException());

        Same(await EvaluateAsync(dataset, again.Source()), first);

        again.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task Evaluate_OtherItemsThanInTheRunFolder_Fails()
    {
        await EvaluateAsync(Dataset(5), ScriptedPredictor.Of(Guess).Source());
        var other = new ListDataset(ListDataset.Three, Dataset(5).Items.Skip(1));
        (await Should.ThrowAsync<PredictionException>(() => EvaluateAsync(other, ScriptedPredictor.Of(Guess).Source()))).Message.ShouldContain("other items");
    }

    [Fact]
    public async Task Evaluate_InvalidAndFailedItems_AreCountedAndLeftOut()
    {
        var predictor = new ScriptedPredictor(i => i.Id switch
        {
            "0" => ScriptedPredictor.Predicted(i, ExtractionResult.Invalid(InvalidReason.NoNumberFound)),
            "1" => ItemPrediction.Failed(i.Id, "no sound"),
            _ => ScriptedPredictor.Valid(i, Guess(i)),
        });

        var row = (await EvaluateAsync(Dataset(6), predictor.Source())).Rows[0];

        (row.Items, row.Valid, row.Invalid, row.Failed).ShouldBe((6, 4, 1, 1));
        row.InvalidReasons.ShouldBe([new ReasonCount("NoNumberFound", 1)]);
        row.Values[0].Items.ShouldBe(4);
    }

    [Fact]
    public async Task Evaluate_InvalidAsUniform_ScoresItAsUniform()
    {
        var dataset = ListDataset.OfTargets(ListDataset.Three, [[1, 0, 0]]);
        var predictor = new ScriptedPredictor(i => ScriptedPredictor.Predicted(i, ExtractionResult.Invalid(InvalidReason.EmptyAnswer)));

        var row = (await EvaluateAsync(dataset, predictor.Source(), _folder.Options with { InvalidAnswers = InvalidScoring.AsUniform })).Rows[0];

        (row.Valid, row.Invalid).ShouldBe((0, 1));
        row.Values[0].Value!.Value.ShouldBe(Math.Log(3), 1e-6); // epsilon 1e-8
    }

    [Fact]
    public async Task Evaluate_ItemsWithoutVotes_AreCountedAndNotPredicted()
    {
        var dataset = Dataset(3);
        dataset.Items.Insert(1, new AnnotatedUtterance(Utterance.FromText("x", "none"), ListDataset.Three));
        var predictor = ScriptedPredictor.Of(Guess);

        var report = await EvaluateAsync(dataset, predictor.Source());

        (report.Dataset.Items, report.Dataset.ItemsWithoutVotes).ShouldBe((4, 1));
        predictor.Asked.ShouldNotContain("none");
    }

    [Fact]
    public async Task Evaluate_NoItemWithVotes_SaysSo()
    {
        var dataset = new ListDataset(ListDataset.Three, new AnnotatedUtterance(Utterance.FromText("x", "none"), ListDataset.Three));
        (await Should.ThrowAsync<ArgumentException>(() => EvaluateAsync(dataset, ScriptedPredictor.Of(Guess).Source()))).Message.ShouldContain("No item");
    }

    [Fact]
    public async Task Evaluate_TwoSourcesOfOneName_Fails()
    {
        PredictionSource[] sources = [ScriptedPredictor.Of(Guess).Source("a/b"), ScriptedPredictor.Of(Guess).Source("a_b")];
        (await Should.ThrowAsync<ArgumentException>(() => EmotionEvaluator.EvaluateAsync(Dataset(2), sources, _folder.Options))).Message.ShouldContain("\"a/b\" and \"a_b\"");
    }

    [Fact]
    public async Task Evaluate_RunFolderInUse_Fails()
    {
        var source = PredictionSource.FromPredictor("outer", ["script"], async _ =>
        {
            (await Should.ThrowAsync<PredictionException>(() => EvaluateAsync(Dataset(2), ScriptedPredictor.Of(Guess).Source()))).Message.ShouldContain("another evaluation");
            return ScriptedPredictor.Of(Guess);
        });
        await EvaluateAsync(Dataset(2), source);
    }

    [Fact]
    public async Task Evaluate_BadOptions_NamesAllOfThem()
    {
        var options = new EvaluationOptions { Replicates = 1, Permutations = 0, IntervalLevel = double.NaN, Examples = -1 };
        var fault = await Should.ThrowAsync<ArgumentException>(() => EmotionEvaluator.EvaluateAsync(Dataset(2), [], options));
        foreach (var name in new[] { "RunFolder", "Replicates", "Permutations", "IntervalLevel", "Examples" }) fault.Message.ShouldContain(name);
    }

    [Fact]
    public async Task Evaluate_Recognizer_SharesOneRequestBetweenExtractors()
    {
        var model = new ScriptedLanguageModel("joy");
        IDistributionExtractor[] extractors = [new TextDistributionExtractor(), new LabelLikelihoodExtractor(), new TokenLogitExtractor()];
        var source = PredictionSource.FromRecognizer("scripted/single", extractors.Select(e => e.Name), _ => Task.FromResult<IAmbiguousEmotionRecognizer>(
            new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = ListDataset.Three, Extractors = [.. extractors], Ownership = EngineOwnership.Recognizer })));

        var report = await EvaluateAsync(Dataset(7), source);

        model.Requests.Count.ShouldBe(7);
        model.IsDisposed.ShouldBeTrue();
        report.Rows.Where(r => r.Kind == ReportRowKind.Configuration).Select(r => r.Name).ShouldBe(["scripted/single/text", "scripted/single/likelihood", "scripted/single/token"]);
    }

    [Fact]
    public async Task Evaluate_EngineFault_StopsTheRunAndAGoodRunGoesOn()
    {
        var dataset = Dataset(40);
        var answered = 0;
        var broken = new ScriptedLanguageModel(_ => ++answered > 9 ? throw new InferenceException("script", "Out of memory.", "Buy some.") : new ScriptedAnswer("joy"));

        (await Should.ThrowAsync<PredictionException>(() => EvaluateAsync(dataset, Source(broken)))).Message.ShouldContain("Out of memory");
        var mended = new ScriptedLanguageModel("joy");
        var report = await EvaluateAsync(dataset, Source(mended));

        report.Rows[0].Valid.ShouldBe(40);
        mended.Requests.Count.ShouldBe(31);

        static PredictionSource Source(ScriptedLanguageModel model) => PredictionSource.FromRecognizer("m", ["text"], _ => Task.FromResult<IAmbiguousEmotionRecognizer>(
            new AmbiguousEmotionRecognizer(model, new RecognizerOptions { Taxonomy = ListDataset.Three, Extractors = [new TextDistributionExtractor()], Concurrency = 1 })));
    }

    [Fact]
    public async Task Evaluate_Cancelled_KeepsWhatWasPredicted()
    {
        using var stop = new CancellationTokenSource();
        var dataset = Dataset(10);
        var first = new ScriptedPredictor(i =>
        {
            if (i.Id == "4") stop.Cancel();
            return ScriptedPredictor.Valid(i, Guess(i));
        });

        await Should.ThrowAsync<OperationCanceledException>(() => EmotionEvaluator.EvaluateAsync(dataset, [first.Source()], _folder.Options, null, stop.Token));
        var second = ScriptedPredictor.Of(Guess);
        await EvaluateAsync(dataset, second.Source());

        second.Asked.ShouldBe(["5", "6", "7", "8", "9"]);
    }

    [Fact]
    public async Task Evaluate_Progress_CountsEarlierRuns()
    {
        var dataset = Dataset(4);
        var reported = new List<PredictionProgress>();
        var allowed = 2;
        var failing = new ScriptedPredictor(i => allowed-- > 0 ? ScriptedPredictor.Valid(i, Guess(i)) : throw new PredictionException("stop"));
        await Should.ThrowAsync<PredictionException>(() => EvaluateAsync(dataset, failing.Source()));

        await EmotionEvaluator.EvaluateAsync(dataset, [ScriptedPredictor.Of(Guess).Source()], _folder.Options, new Reporter(reported.Add));

        reported.Select(p => (p.Done, p.Total)).ShouldBe([(3, 4), (4, 4)]);
    }

    private static ListDataset Dataset(int count) => new(
        ListDataset.Three,
        Enumerable.Range(0, count).Select(i => ListDataset.OfRaters(i.ToString(), "joy", i % 2 == 0 ? "joy" : "anger", i % 3 == 0 ? "calm" : "joy")));

    private static double[] Guess(AnnotatedUtterance item) => int.Parse(item.Id) % 2 == 0 ? [0.2, 0.7, 0.1] : [0.5, 0.25, 0.25];

    private Task<EvaluationReport> EvaluateAsync(IEmotionDataset dataset, PredictionSource source, EvaluationOptions? options = null) =>
        EmotionEvaluator.EvaluateAsync(dataset, [source], options ?? _folder.Options);

    private static void Same(EvaluationReport actual, EvaluationReport expected) =>
        System.Text.Json.JsonSerializer.Serialize(actual).ShouldBe(System.Text.Json.JsonSerializer.Serialize(expected));

    private sealed class Reporter(Action<PredictionProgress> report) : IProgress<PredictionProgress>
    {
        public void Report(PredictionProgress value) => report(value);
    }
}
