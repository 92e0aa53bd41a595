using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Calibration;

public sealed class CalibrationFitTests
{
    public static TheoryData<CalibrationMethod> Methods => [.. Enum.GetValues<CalibrationMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Fit_AnyMethod_MakesItsCalibrator(CalibrationMethod method)
    {
        var fitted = CalibrationFit.Fit(method, [Pairs.Of(Pairs.Two, [1, 2], [3, 1])]);
        fitted.Method.ShouldBe(CalibrationMethods.GetName(method));
        fitted.Taxonomy.ShouldBe(Pairs.Two);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Fit_NoPairs_SaysWhatToDo(CalibrationMethod method) =>
        Should.Throw<ArgumentException>(() => CalibrationFit.Fit(method, [])).Message.ShouldContain("at least one item with votes");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Fit_MixedTaxonomies_NamesThePairAndSaysWhatToDo(CalibrationMethod method)
    {
        var good = Pairs.Of(Pairs.Two, [1, 2], [3, 1]);
        var bad = new CalibrationPair(good.Target, EmotionDistribution.Uniform(EmotionTaxonomy.Paper4));
        var message = Should.Throw<ArgumentException>(() => CalibrationFit.Fit(method, [good, bad])).Message;
        message.ShouldSatisfyAllConditions(m => m.ShouldContain("position 1"), m => m.ShouldContain("Paper4"), m => m.ShouldContain("into one taxonomy"));
        Should.Throw<ArgumentException>(() => CalibrationFit.Fit(method, [bad])).Message.ShouldContain("position 0");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Apply_PredictionOverAnotherTaxonomy_IsAnError(CalibrationMethod method)
    {
        var fitted = CalibrationFit.Fit(method, [Pairs.Of(Pairs.Two, [1, 2], [3, 1])]);
        Should.Throw<ArgumentException>(() => fitted.Apply(EmotionDistribution.Uniform(EmotionTaxonomy.Paper4))).Message.ShouldContain("Paper4");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Fit_VotesAndPredictionsAllOneHotAndEqual_LeavesThemAlone(CalibrationMethod method)
    {
        var taxonomy = EmotionTaxonomy.CremaD6;
        var pairs = Enumerable.Range(0, 12).Select(i => EmotionDistribution.OneHot(taxonomy, i % 6)).Select(d => new CalibrationPair(d, d)).ToArray();
        var fitted = CalibrationFit.Fit(method, pairs);
        foreach (var pair in pairs) DistributionDistance.TotalVariation(fitted.Apply(pair.Prediction), pair.Target).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Fit_UnknownMethod_IsAnError() =>
        Should.Throw<ArgumentOutOfRangeException>(() => CalibrationFit.Fit((CalibrationMethod)9, [Pairs.Of(Pairs.Two, [1, 2], [3, 1])]));

    [Theory]
    [InlineData(CalibrationMethod.Temperature)]
    [InlineData(CalibrationMethod.Vector)]
    public void Fit_ModelTooSureAndBiased_HelpsOnItemsHeldOut(CalibrationMethod method)
    {
        // What listeners would say, 8 of them, and a model that is twice too sure and has favourites.
        var (taxonomy, random) = (EmotionTaxonomy.CremaD6, new Random(21));
        var model = new VectorCalibrator(taxonomy, [2, 2, 2, 2, 2, 2], [0.5, -0.3, 0, 1, -1.2, 0]);
        var pairs = Pairs.RandomPredictions(taxonomy, 400, 1, seed: 22).Select(t => new CalibrationPair(Pairs.DrawVotes(t, 8, random), model.Apply(t))).ToArray();
        var heldOut = pairs[100..];
        Pairs.MeanKullbackLeibler(heldOut, CalibrationFit.Fit(method, pairs[..100])).ShouldBeLessThan(0.8 * Pairs.MeanKullbackLeibler(heldOut));
    }

    [Fact]
    public void Pair_NullSide_IsAnError()
    {
        Should.Throw<ArgumentNullException>(() => new CalibrationPair(null!, EmotionDistribution.Uniform(Pairs.Two)));
        Should.Throw<ArgumentNullException>(() => new CalibrationPair(EmotionDistribution.Uniform(Pairs.Two), null!));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Methods_Names_AreReadBackInAnyCase(CalibrationMethod method)
    {
        CalibrationMethods.Parse(CalibrationMethods.GetName(method)).ShouldBe(method);
        CalibrationMethods.Parse($" {CalibrationMethods.GetName(method).ToUpperInvariant()}").ShouldBe(method);
    }

    [Fact]
    public void Methods_Names_AreThoseOfTheDocumentation()
    {
        CalibrationMethods.Names.ShouldBe(["temperature", "vector", "prior", "cooccurrence"]);
        CalibrationMethods.TryParse("magic", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => CalibrationMethods.Parse("magic")).Message.ShouldContain("temperature, vector, prior, cooccurrence");
        Should.Throw<ArgumentOutOfRangeException>(() => CalibrationMethods.GetName((CalibrationMethod)9));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Apply_ManyThreads_GiveTheSame(CalibrationMethod method)
    {
        var pairs = Pairs.RandomPredictions(EmotionTaxonomy.Ekman7, 50, 1, seed: 4).Select(p => new CalibrationPair(p, new TemperatureCalibrator(p.Taxonomy, 0.3).Apply(p))).ToArray();
        var fitted = CalibrationFit.Fit(method, pairs);
        var expected = pairs.Select(p => fitted.Apply(p.Prediction)).ToArray();
        Parallel.For(0, 1000, i => fitted.Apply(pairs[i % 50].Prediction).ShouldBe(expected[i % 50]));
    }
}
