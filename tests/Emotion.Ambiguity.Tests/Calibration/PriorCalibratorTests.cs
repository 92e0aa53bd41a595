using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class PriorCalibratorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.Paper4;

    [Fact]
    public void Fit_SamePredictionOfTwoLabels_GivesTheMeanTarget()
    {
        // One free number and two labels: every distribution can be met.
        CalibrationPair[] pairs = [Pairs.Of(Pairs.Two, [1, 2], [9, 1]), Pairs.Of(Pairs.Two, [0, 1], [9, 1]), Pairs.Of(Pairs.Two, [2, 1], [9, 1]), Pairs.Of(Pairs.Two, [1, 2], [9, 1])];
        PriorCalibrator.Fit(pairs).Apply(pairs[0].Prediction).Probabilities.ToArray().ShouldBe(Pairs.MeanTarget(pairs), 1e-7);
    }

    [Fact]
    public void Fit_SamePredictionForMany_GivesTheMeanTarget()
    {
        var random = new Random(7);
        var prior = EmotionDistribution.FromWeights(Taxonomy, [5, 3, 2, 1]);
        var pairs = Enumerable.Range(0, 20_000).Select(_ => new CalibrationPair(Pairs.DrawVotes(prior, 3, random), EmotionDistribution.FromWeights(Taxonomy, [1, 2, 3, 4]))).ToArray();
        var fitted = PriorCalibrator.Fit(pairs);

        // The one imaginary item among 20 000 moves the ratios by about 1 / 20 000.
        fitted.Apply(pairs[0].Prediction).Probabilities.ToArray().ShouldBe(Pairs.MeanTarget(pairs), 1e-4);
        fitted.Strength.ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Fit_ThreeItems_CountsRatiosWithOneMore()
    {
        // Mean prediction (0.5, 0.5), votes (2.5, 0.5): (2.5 + 0.5) / (4 * 0.5) and (0.5 + 0.5) / (4 * 0.5).
        CalibrationPair[] pairs = [Pairs.Of(Pairs.Two, [1, 0], [0.5, 0.5]), Pairs.Of(Pairs.Two, [1, 0], [0.4, 0.6]), Pairs.Of(Pairs.Two, [1, 1], [0.6, 0.4])];
        PriorCalibrator.Fit(pairs).Ratios.ShouldBe([1.5, 0.5], 1e-7);
    }

    [Fact]
    public void Fit_PriorsAgreeAlready_ChangesNothing()
    {
        CalibrationPair[] pairs = [Pairs.Of(Pairs.Two, [1, 0], [0.7, 0.3]), Pairs.Of(Pairs.Two, [0, 1], [0.3, 0.7])];
        var prediction = EmotionDistribution.FromWeights(Pairs.Two, [0.2, 0.8]);
        PriorCalibrator.Fit(pairs).Apply(prediction).Probabilities.ToArray().ShouldBe([0.2, 0.8], 1e-7);
    }

    [Fact]
    public void Fit_LabelNeverVoted_KeepsAChance()
    {
        var pairs = Enumerable.Range(0, 9).Select(i => Pairs.Of(Taxonomy, [1, i, 0, 0], [1, 1, 1, 1])).ToArray();
        var fitted = PriorCalibrator.Fit(pairs);
        fitted.Ratios[2].ShouldBe(0.1, 1e-9);
        fitted.Apply(pairs[0].Prediction)[2].ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Apply_KnownRatios_MultipliesAndNormalises()
    {
        // 0.5 * 4^0.5 : 0.5 * 1, by hand.
        var q = new PriorCalibrator(Pairs.Two, [4, 1], 0.5).Apply(EmotionDistribution.Uniform(Pairs.Two));
        q.Probabilities.ToArray().ShouldBe([2.0 / 3, 1.0 / 3], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_SenselessRatio_IsAnError(double ratio) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PriorCalibrator(Pairs.Two, [1, ratio], 1)).Message.ShouldContain("ratios");
}
