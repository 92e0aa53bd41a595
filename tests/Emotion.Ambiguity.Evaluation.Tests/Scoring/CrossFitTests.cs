using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Evaluation.Tests.Scoring;

public sealed class CrossFitTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Calibrate_PredictionsThatAreTooSure_RecoversTheirTemperature()
    {
        // Predictions are the votes to the power of 3: temperature 3 gives the votes back, in every fold.
        var targets = RandomTargets(200);
        var report = await EvaluateAsync(ListDataset.OfTargets(ListDataset.Three, targets), i => Sharpen(targets[int.Parse(i.Id)]), CalibrationMethod.Temperature);

        report.Value("script/script + temperature", "kl").ShouldBe(0, 1e-6); // epsilon 1e-8
        report.Value("script/script", "kl").ShouldBeGreaterThan(0.1);
        var saved = await CalibrationProfile.LoadAsync(Path.Combine(_folder.Path, "script.temperature.json"));
        saved.TryGetCalibrator("script", out var calibrator).ShouldBeTrue();
        calibrator.ShouldBeOfType<TemperatureCalibrator>().Temperature.ShouldBe(3, 1e-4); // smoothing of 1e-8 in the fit
        saved.Entries[0].KullbackLeiblerBefore.ShouldBe(report.Value("script/script", "kl"));
        saved.Entries[0].KullbackLeiblerAfter.ShouldBe(report.Value("script/script + temperature", "kl"));
    }

    [Fact]
    public async Task Calibrate_NoiseWithoutStructure_DoesNotSeemToHelp()
    {
        // Votes that have nothing to do with the predictions, which are the prior already. A fit that saw what it is scored on would lower the KL;
        // one on other items cannot, on average.
        var random = new Random(3);
        var targets = Enumerable.Range(0, 100).Select(_ => OneHot(random.Next(3))).ToList();
        var prior = targets.Aggregate(new double[3], (sum, t) => [.. sum.Zip(t, (a, b) => a + (b / 100))]);
        var report = await EvaluateAsync(ListDataset.OfTargets(ListDataset.Three, targets), _ => prior, CalibrationMethod.Vector);

        report.Value("script/script + vector", "kl").ShouldBeGreaterThan(report.Value("script/script", "kl"));
    }

    [Fact]
    public async Task Calibrate_SpeakersWithTheirOwnBias_NeverSeesTheSpeakerThatItScores()
    {
        // 12 speakers, each always one emotion. Predictions name the speaker and nothing else, in the sense that they are the same for all items of
        // one. Held out by speaker, two speakers of the same prediction and other votes cannot be told apart; by item they could.
        var items = Enumerable.Range(0, 240).Select(i => ListDataset.OfShares(ListDataset.Three, i.ToString(), OneHot(i % 12 / 4)) with { Speaker = $"s{i % 12}" }).ToList();
        var report = await EvaluateAsync(new ListDataset(ListDataset.Three, items), i => [0.4, 0.3, 0.3], CalibrationMethod.Prior);

        report.Resampling.Unit.ShouldBe("speaker");
        // With two or three speakers held out, the prior of the others leans away from their emotion: worse than the prior of all.
        report.Value("script/script + prior", "kl").ShouldBeGreaterThan(report.Value("class prior", "kl"));
    }

    [Fact]
    public async Task Calibrate_FewItems_HasNoRowAndSaysWhy()
    {
        var report = await EvaluateAsync(ListDataset.OfTargets(ListDataset.Three, RandomTargets(10)), _ => [0.2, 0.3, 0.5], CalibrationMethod.Temperature);
        report.Rows.ShouldNotContain(r => r.Kind == ReportRowKind.Calibrated);
        report.Findings.ShouldContain("Not calibrated, because a fit would have had fewer than 20 readable items: script/script.");
    }

    [Fact]
    public async Task Calibrate_OtherExtractorsAskedFor_LeavesThisOneAlone()
    {
        var options = _folder.Options with { Calibrations = [CalibrationMethod.Temperature], CalibratedExtractors = ["likelihood"] };
        var report = await EmotionEvaluator.EvaluateAsync(
            ListDataset.OfTargets(ListDataset.Three, RandomTargets(100)), [ScriptedPredictor.Of(_ => [0.2, 0.3, 0.5]).Source()], options);
        report.Rows.ShouldNotContain(r => r.Kind == ReportRowKind.Calibrated);
    }

    [Fact]
    public async Task Calibrate_InvalidItems_StayInvalid()
    {
        var targets = RandomTargets(100);
        var predictor = new ScriptedPredictor(i => i.Id == "7"
            ? ScriptedPredictor.Predicted(i, ExtractionResult.Invalid(InvalidReason.EmptyAnswer))
            : ScriptedPredictor.Valid(i, [0.2, 0.3, 0.5]));
        var report = await EmotionEvaluator.EvaluateAsync(
            ListDataset.OfTargets(ListDataset.Three, targets), [predictor.Source()], _folder.Options with { Calibrations = [CalibrationMethod.Temperature] });
        var row = report.Rows.Single(r => r.Kind == ReportRowKind.Calibrated);
        (row.Valid, row.Invalid).ShouldBe((99, 1));
        report.Comparisons.ShouldContain(c => c.First == row.Name && c.Second == "script/script");
    }

    private static List<double[]> RandomTargets(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => EmotionDistribution.FromWeights(ListDataset.Three, [random.NextDouble() + 0.05, random.NextDouble() + 0.05, random.NextDouble() + 0.05]).Probabilities.ToArray())];
    }

    private static double[] Sharpen(double[] p) => EmotionDistribution.FromWeights(ListDataset.Three, [.. p.Select(x => x * x * x)]).Probabilities.ToArray();

    private static double[] OneHot(int label) => [.. Enumerable.Range(0, 3).Select(n => n == label ? 1.0 : 0)];

    private Task<EvaluationReport> EvaluateAsync(IEmotionDataset dataset, Func<AnnotatedUtterance, double[]> predict, CalibrationMethod method) =>
        EmotionEvaluator.EvaluateAsync(dataset, [ScriptedPredictor.Of(predict).Source()], _folder.Options with { Calibrations = [method] });
}
