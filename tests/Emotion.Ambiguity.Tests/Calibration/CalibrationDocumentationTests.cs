using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Calibration;

/// <summary>The code of docs/calibration.md, line by line.</summary>
public sealed class CalibrationDocumentationTests
{
    private static readonly double[] Sureness = [2, 1.6, 1.8, 2.2, 1.5, 2], Favourites = [0.5, -0.3, 0, 1, -1.2, 0];

    [Theory]
    [InlineData(10, 0.473, 0.353, 0.376, 0.506)]
    [InlineData(20, 0.473, 0.347, 0.350, 0.482)]
    [InlineData(50, 0.473, 0.344, 0.325, 0.458)]
    [InlineData(200, 0.473, 0.343, 0.312, 0.445)]
    public void Documentation_TableOfItems_IsWhatComesOut(int count, double none, double temperature, double vector, double prior)
    {
        // Half a unit of the last digit, and what another libm may add.
        const double Tolerance = 0.0006;
        var cases = Enumerable.Range(0, 30).Select(repetition => MadeUp(count + 300, repetition)).ToArray();
        cases.Average(c => Pairs.MeanKullbackLeibler(c[count..])).ShouldBe(none, Tolerance);
        HeldOut(CalibrationMethod.Temperature).ShouldBe(temperature, Tolerance);
        HeldOut(CalibrationMethod.Vector).ShouldBe(vector, Tolerance);
        HeldOut(CalibrationMethod.Prior).ShouldBe(prior, Tolerance);

        double HeldOut(CalibrationMethod method) => cases.Average(c => Pairs.MeanKullbackLeibler(c[count..], CalibrationFit.Fit(method, c[..count])));
    }

    [Fact]
    public async Task Documentation_Snippets_Work()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        var ct = CancellationToken.None;
        await using var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("") { LogLikelihood = label => -label.Length });
        var pairs = Pairs.RandomPredictions(EmotionTaxonomy.CremaD6, 300, 1, seed: 40)
            .Select(p => new CalibrationPair(p, new TemperatureCalibrator(p.Taxonomy, 0.5).Apply(p))).ToArray();
        try
        {
            CalibrationPair[] fitOn = pairs[..200], heldOut = pairs[200..];
            var calibrator = TemperatureCalibrator.Fit(fitOn);
            var profile = new CalibrationProfile(EmotionTaxonomy.CremaD6, new CalibrationEntry("likelihood", calibrator)
            {
                PairCount = fitOn.Length,
                KullbackLeiblerBefore = heldOut.Average(p => DistributionDivergence.KullbackLeibler(p.Target, p.Prediction)),
                KullbackLeiblerAfter = heldOut.Average(p => DistributionDivergence.KullbackLeibler(p.Target, calibrator.Apply(p.Prediction))),
            })
            { LanguageModelId = model.Info.ModelId, Prompt = "single", Dataset = "CREMA-D" };
            await profile.SaveAsync(file, ct);

            var options = new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6, Calibration = await CalibrationProfile.LoadAsync(file, ct) };
            await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
            var result = await recognizer.RecognizeTextAsync("Get out of my house!", ct);
            var (calibrated, before) = (result.Distribution, result["likelihood"].Uncalibrated);

            calibrator.Temperature.ShouldBe(2, 1e-4);
            profile.Entries[0].KullbackLeiblerAfter!.Value.ShouldBeLessThan(1e-6);
            calibrated!.Entropy.ShouldBeGreaterThan(before!.Entropy);
            result.Diagnostics.CalibrationWarning.ShouldBeNull();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static CalibrationPair[] MadeUp(int count, int repetition)
    {
        var (taxonomy, random) = (EmotionTaxonomy.CremaD6, new Random(1000 + repetition));
        var (prior, model) = (new PriorCalibrator(taxonomy, [1, 0.6, 0.5, 0.9, 3, 0.8], 1), new VectorCalibrator(taxonomy, Sureness, Favourites));
        var heard = Pairs.RandomPredictions(taxonomy, count, 1, 77 + repetition).Select(prior.Apply);
        return [.. heard.Select(h => new CalibrationPair(Pairs.DrawVotes(h, 8, random), model.Apply(h)))];
    }
}
