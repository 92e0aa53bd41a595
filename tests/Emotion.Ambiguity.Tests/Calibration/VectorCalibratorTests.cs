using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class VectorCalibratorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.Paper4;

    [Fact]
    public void Fit_SamePredictionForAllAndHardlyAnyPenalty_GivesTheMeanTarget()
    {
        var random = new Random(3);
        var prior = EmotionDistribution.FromWeights(Taxonomy, [5, 3, 2, 1]);
        var pairs = Enumerable.Range(0, 50).Select(_ => new CalibrationPair(Pairs.DrawVotes(prior, 3, random), EmotionDistribution.FromWeights(Taxonomy, [1, 2, 3, 4]))).ToArray();
        VectorCalibrator.Fit(pairs, 1e-6).Apply(pairs[0].Prediction).Probabilities.ToArray().ShouldBe(Pairs.MeanTarget(pairs), 1e-6);
    }

    [Fact]
    public void Fit_TwoLabelsAndTwoPredictions_IsTheSaturatedLogisticRegression()
    {
        // Two groups and a slope and an intercept: the regression meets the mean of each group exactly.
        CalibrationPair[] pairs =
        [
            Pairs.Of(Pairs.Two, [1, 0], [0.8, 0.2]), Pairs.Of(Pairs.Two, [2, 1], [0.8, 0.2]), Pairs.Of(Pairs.Two, [1, 1], [0.8, 0.2]),
            Pairs.Of(Pairs.Two, [1, 2], [0.3, 0.7]), Pairs.Of(Pairs.Two, [0, 1], [0.3, 0.7]),
        ];
        var fitted = VectorCalibrator.Fit(pairs, 1e-6);
        fitted.Apply(pairs[0].Prediction)[0].ShouldBe((1 + (2.0 / 3) + 0.5) / 3, 1e-5);
        fitted.Apply(pairs[3].Prediction)[0].ShouldBe(1.0 / 6, 1e-5);
    }

    [Fact]
    public void Fit_TargetsOfKnownParameters_FindsThem()
    {
        double[] weights = [0.5, 1.5, 1, 0.8], biases = [0.3, -0.6, 0.1, 0.2];
        var truth = new VectorCalibrator(Taxonomy, weights, biases);
        var pairs = Pairs.RandomPredictions(Taxonomy, 500, 1, seed: 5).Select(p => new CalibrationPair(truth.Apply(p), p)).ToArray();
        var fitted = VectorCalibrator.Fit(pairs, 1e-6);
        fitted.Weights.ShouldBe(weights, 1e-5);
        fitted.Biases.ShouldBe(biases, 1e-5);
    }

    [Fact]
    public void Fit_AnyPairs_BiasesSumToZero() =>
        VectorCalibrator.Fit([Pairs.Of(Taxonomy, [1, 0, 0, 0], [1, 2, 3, 4]), Pairs.Of(Taxonomy, [1, 1, 0, 0], [4, 2, 0, 0])]).Biases.Sum().ShouldBe(0, 1e-9);

    [Fact]
    public void Fit_LargerPenalty_StaysCloserToNoChange()
    {
        CalibrationPair[] pairs = [Pairs.Of(Taxonomy, [0, 1, 0, 0], [0.7, 0.1, 0.1, 0.1]), Pairs.Of(Taxonomy, [0, 0, 0, 1], [0, 0, 1, 0])];
        var distances = new[] { 1e-6, 1e-3, 1, 1e3, 1e6 }.Select(penalty =>
        {
            var fitted = VectorCalibrator.Fit(pairs, penalty);
            return fitted.Weights.Sum(w => (w - 1) * (w - 1)) + fitted.Biases.Sum(b => b * b);
        }).ToArray();
        distances.ShouldBe(distances.OrderDescending());
        distances[^1].ShouldBeLessThan(1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Fit_SenselessPenalty_IsAnError(double penalty) =>
        Should.Throw<ArgumentOutOfRangeException>(() => VectorCalibrator.Fit([Pairs.Of(Taxonomy, [1, 0, 0, 0], [1, 2, 3, 4])], penalty)).Message.ShouldContain("penalty");

    [Fact]
    public void Constructor_WrongNumberOfWeights_IsAnError() =>
        Should.Throw<ArgumentException>(() => new VectorCalibrator(Taxonomy, [1, 1, 1], [0, 0, 0, 0])).Message.ShouldContain("needs 4 weights");
}
