using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class TemperatureCalibratorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.CremaD6;

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(20)]
    public void Fit_TargetsArePowersOfPredictions_FindsThePower(double temperature)
    {
        var pairs = Pairs.RandomPredictions(Taxonomy, 40, 1, seed: 1)
            .Select(p => Pairs.Of(Taxonomy, [.. p.Probabilities.ToArray().Select(x => Math.Pow(x, 1 / temperature))], p.Probabilities.ToArray())).ToArray();

        // The smoothing of 1e-8 moves small probabilities a little.
        TemperatureCalibrator.Fit(pairs).Temperature.ShouldBe(temperature, 1e-4 * temperature);
    }

    [Theory]
    [InlineData(0.7, 0.9)]
    [InlineData(0.99, 0.6)]
    [InlineData(0.55, 0.8)]
    public void Fit_OnePairOfTwoLabels_IsTheRatioOfTheLogits(double target, double prediction)
    {
        // With two labels q is a logistic function of logit(p) / T, and one item is met exactly: T = logit(p) / logit(t).
        var fitted = TemperatureCalibrator.Fit([Pairs.Of(Pairs.Two, [target, 1 - target], [prediction, 1 - prediction])]);
        fitted.Temperature.ShouldBe(Logit(prediction) / Logit(target), 1e-5);
        fitted.Apply(EmotionDistribution.FromWeights(Pairs.Two, [prediction, 1 - prediction]))[0].ShouldBe(target, 1e-6);

        static double Logit(double p) => Math.Log(p / (1 - p));
    }

    [Fact]
    public void Fit_PredictionsThatAreOftenSureAndWrong_Flattens()
    {
        CalibrationPair[] pairs = [Sure(0), Sure(0), Sure(1)];
        var fitted = TemperatureCalibrator.Fit(pairs);

        // The best share of the predicted label is its share of hits; the others are alike.
        fitted.Apply(pairs[0].Prediction)[0].ShouldBe(2.0 / 3, 1e-6);

        static CalibrationPair Sure(int heard) => new(EmotionDistribution.OneHot(Pairs.Two, heard), EmotionDistribution.OneHot(Pairs.Two, 0));
    }

    [Fact]
    public void Fit_TargetsOpposeThePredictions_IsAsFlatAsAllowed() =>
        TemperatureCalibrator.Fit([Pairs.Of(Pairs.Two, [0.1, 0.9], [0.9, 0.1])]).Temperature.ShouldBe(100);

    [Fact]
    public void Fit_UniformPredictions_ChangesNothing()
    {
        var pairs = new[] { Pairs.Of(Taxonomy, [1, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]), Pairs.Of(Taxonomy, [1, 2, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]) };
        TemperatureCalibrator.Fit(pairs).Temperature.ShouldBe(1);
    }

    [Fact]
    public void Apply_KnownTemperature_IsThePower()
    {
        // 0.64^(1/2) : 0.04^(1/2) : 0.32^(1/2), by hand.
        var taxonomy = EmotionTaxonomy.FromNames("three", "a", "b", "c");
        var q = new TemperatureCalibrator(taxonomy, 2).Apply(EmotionDistribution.FromProbabilities(taxonomy, [0.64, 0.04, 0.32]));
        var sum = 0.8 + 0.2 + Math.Sqrt(0.32);
        q.Probabilities.ToArray().ShouldBe([0.8 / sum, 0.2 / sum, Math.Sqrt(0.32) / sum], 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_SenselessTemperature_IsAnError(double temperature) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new TemperatureCalibrator(Taxonomy, temperature)).Message.ShouldContain("temperature");
}
