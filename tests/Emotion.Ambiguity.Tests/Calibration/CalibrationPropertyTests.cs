using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Calibration;

/// <summary>What holds for every method and all pairs, also with zeros, one-hots, ties and labels that nobody names.</summary>
public sealed class CalibrationPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Apply_AnyPrediction_GivesADistribution() => ForAll((pairs, _, calibrator) =>
    {
        foreach (var pair in pairs)
        {
            foreach (var prediction in new[] { pair.Prediction, pair.Target, EmotionDistribution.OneHot(pair.Target.Taxonomy, 0) })
            {
                var calibrated = calibrator.Apply(prediction);
                calibrated.Taxonomy.ShouldBe(prediction.Taxonomy);
                calibrated.Probabilities.ToArray().ShouldAllBe(p => p >= 0 && p <= 1);
                calibrated.Probabilities.ToArray().Sum().ShouldBe(1, 1e-9);
            }
        }
    });

    // The metric smooths the calibrated prediction, which has no zeros, once more: that costs at most ln(1 + N * 1e-8).
    [Fact]
    public void Fit_AnyPairs_IsNeverWorseThanNoneOnThem() => ForAll((pairs, _, calibrator) =>
        Pairs.MeanKullbackLeibler(pairs, calibrator).ShouldBeLessThanOrEqualTo(Pairs.MeanKullbackLeibler(pairs) + (1e-8 * pairs[0].Target.Taxonomy.Count) + 1e-12));

    [Fact]
    public void Fit_PairsInAnotherOrder_GivesTheSame() => ForAll((pairs, method, calibrator) =>
        ShouldCalibrateAlike(pairs, calibrator, CalibrationFit.Fit(method, [.. pairs.Reverse()]), d => d));

    [Fact]
    public void Fit_LabelsReordered_GivesTheSameReordered() => ForAll((pairs, method, calibrator) =>
    {
        var reversed = EmotionTaxonomy.Create("reversed", pairs[0].Target.Taxonomy.Labels.Reverse());
        var other = CalibrationFit.Fit(method, [.. pairs.Select(p => new CalibrationPair(Reverse(p.Target), Reverse(p.Prediction)))]);
        ShouldCalibrateAlike(pairs, calibrator, other, Reverse);

        EmotionDistribution Reverse(EmotionDistribution d) =>
            EmotionDistribution.FromWeights(d.Taxonomy.Equals(reversed) ? pairs[0].Target.Taxonomy : reversed, [.. d.Probabilities.ToArray().Reverse()]);
    });

    [Fact]
    public void ToJson_AnyFit_ComesBackBitForBit() => ForAll((pairs, _, calibrator) =>
    {
        var profile = CalibrationProfile.Parse(new CalibrationProfile(calibrator.Taxonomy, new CalibrationEntry("e", calibrator)).ToJson());
        foreach (var pair in pairs) profile.Entries[0].Calibrator.Apply(pair.Prediction).ShouldBe(calibrator.Apply(pair.Prediction));
    });

    private static void ShouldCalibrateAlike(
        CalibrationPair[] pairs, DistributionCalibrator first, DistributionCalibrator second, Func<EmotionDistribution, EmotionDistribution> thereAndBack)
    {
        foreach (var pair in pairs)
            thereAndBack(second.Apply(thereAndBack(pair.Prediction))).Probabilities.ToArray().ShouldBe(first.Apply(pair.Prediction).Probabilities.ToArray(), 1e-9);
    }

    private static void ForAll(Action<CalibrationPair[], CalibrationMethod, DistributionCalibrator> holds)
    {
        var cases =
            from labels in Gen.Choose(2, 8)
            from count in Gen.Choose(1, 12)
            from method in Gen.Elements(Enum.GetValues<CalibrationMethod>())
            let taxonomy = EmotionTaxonomy.FromNames("labels", Enumerable.Range(0, labels).Select(n => $"label {n}"))
            from pairs in (from target in Distribution(taxonomy) from prediction in Distribution(taxonomy) select new CalibrationPair(target, prediction)).ArrayOf(count)
            select (method, pairs);
        Prop.ForAll(cases.ToArbitrary(), c => holds(c.pairs, c.method, CalibrationFit.Fit(c.method, c.pairs))).Check(Runs);
    }

    // Votes of up to 5 on each label, most of them 0: one-hots, ties and labels without votes are frequent.
    private static Gen<EmotionDistribution> Distribution(EmotionTaxonomy taxonomy) =>
        Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(0, 5))).ArrayOf(taxonomy.Count).Select(votes =>
        {
            if (votes.Sum() == 0) votes[0] = 1;
            return EmotionDistribution.FromVotes(taxonomy, votes);
        });
}
