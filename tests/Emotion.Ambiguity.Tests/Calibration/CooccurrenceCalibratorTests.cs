using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class CooccurrenceCalibratorTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("three", "anger", "disgust", "joy");

    [Fact]
    public void Fit_VotesOfKnownItems_CountsLifts()
    {
        // Votes: anger and disgust together twice, joy alone twice. By hand, with I = 4 items and s = 1/4:
        // E[a d] = 2 * 0.25 / 4 = 0.125, E[a] = E[d] = 0.25, E[j] = 0.5; lift(a, d) = (0.125 + 0.25) / (0.0625 + 0.25), lift(a, j) = 0.25 / (0.125 + 0.25).
        var fitted = CooccurrenceCalibrator.Fit([Item(1, 1, 0), Item(1, 1, 0), Item(0, 0, 1), Item(0, 0, 1)]);
        fitted.Lift(0, 1).ShouldBe(1.2, 1e-12);
        fitted.Lift(1, 0).ShouldBe(1.2, 1e-12);
        fitted.Lift(0, 2).ShouldBe(2.0 / 3, 1e-12);
        fitted.Lift(1, 2).ShouldBe(2.0 / 3, 1e-12);

        static CalibrationPair Item(double anger, double disgust, double joy) => Pairs.Of(Taxonomy, [anger, disgust, joy], [1, 1, 1]);
    }

    [Fact]
    public void Apply_KnownLifts_IsTheFormula()
    {
        // By hand: field of anger = 0.3 ln 0.5, of disgust 0 (its lift with anger is above 1, with joy 1), of joy = 0.5 ln 0.5; strength 2.
        var calibrator = new CooccurrenceCalibrator(Taxonomy, [9, 3, 0.5, 3, 9, 1, 0.5, 1, 9], 2);
        var q = calibrator.Apply(EmotionDistribution.FromProbabilities(Taxonomy, [0.5, 0.2, 0.3]));
        double[] weights = [0.5 * Math.Pow(0.5, 0.6), 0.2, 0.3 * Math.Pow(0.5, 1)];
        q.Probabilities.ToArray().ShouldBe([.. weights.Select(w => w / weights.Sum())], 1e-7);
    }

    [Fact]
    public void Fit_RatersNeverMixTwoLabelsButTheModelDoes_DampsTheLesserOne()
    {
        // Raters hear anger with some disgust, or joy; the model always adds a third of joy to anger and the other way round.
        var pairs = Enumerable.Range(0, 100).Select(i => i % 2 == 0
            ? Pairs.Of(Taxonomy, [2, 1, 0], [0.5, 0.2, 0.3])
            : Pairs.Of(Taxonomy, [0, 0, 1], [0.3, 0.1, 0.6])).ToArray();
        var fitted = CooccurrenceCalibrator.Fit(pairs);
        fitted.Strength.ShouldBeGreaterThan(0);
        fitted.Lift(0, 2).ShouldBeLessThan(0.1);
        fitted.Apply(pairs[0].Prediction)["joy"].ShouldBeLessThan(0.2);
        fitted.Apply(pairs[1].Prediction)["anger"].ShouldBeLessThan(0.15);
        Pairs.MeanKullbackLeibler(pairs, fitted).ShouldBeLessThan(0.5 * Pairs.MeanKullbackLeibler(pairs));
    }

    [Fact]
    public void Fit_AnyPairs_IsTheBestOfAGridOfStrengths()
    {
        var random = new Random(11);
        var pairs = Pairs.RandomPredictions(EmotionTaxonomy.CremaD6, 60, 1, seed: 12)
            .Select(p => new CalibrationPair(Pairs.DrawVotes(new TemperatureCalibrator(p.Taxonomy, 0.5).Apply(p), 5, random), p)).ToArray();
        var fitted = CooccurrenceCalibrator.Fit(pairs);
        var lifts = Enumerable.Range(0, 36).Select(k => fitted.Lift(k / 6, k % 6)).ToArray();
        var best = Enumerable.Range(0, 1001).Select(k => k / 100.0)
            .MinBy(strength => Pairs.MeanKullbackLeibler(pairs, new CooccurrenceCalibrator(EmotionTaxonomy.CremaD6, lifts, strength)));
        fitted.Strength.ShouldBeInRange(0.01, 9.99);
        fitted.Strength.ShouldBe(best, 0.011);
    }

    [Fact]
    public void Fit_OnePair_KnowsNothingAndChangesNothing()
    {
        var pair = Pairs.Of(Taxonomy, [1, 0, 0], [0.5, 0.3, 0.2]);
        CooccurrenceCalibrator.Fit([pair]).Apply(pair.Prediction).Probabilities.ToArray().ShouldBe([0.5, 0.3, 0.2], 1e-7);
    }

    [Fact]
    public void Constructor_LiftsNotSymmetric_NamesTheLabels() =>
        Should.Throw<ArgumentException>(() => new CooccurrenceCalibrator(Taxonomy, [1, 1, 0.5, 1, 1, 1, 0.4, 1, 1], 1)).Message.ShouldContain("\"joy\" and \"anger\"");

    [Fact]
    public void Constructor_WrongNumberOfLifts_IsAnError() =>
        Should.Throw<ArgumentException>(() => new CooccurrenceCalibrator(Taxonomy, [1, 1], 1)).Message.ShouldContain("3 rows of 3");

    [Fact]
    public void Lift_NoSuchLabel_IsAnError()
    {
        var calibrator = new CooccurrenceCalibrator(Taxonomy, [1, 1, 1, 1, 1, 1, 1, 1, 1], 1);
        Should.Throw<ArgumentOutOfRangeException>(() => calibrator.Lift(0, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => calibrator.Lift(-1, 0));
    }
}
