using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Fusion;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Tests.Calibration;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fusion;

public sealed class FusionFitTests
{
    private static readonly FusionFitOptions Free = new() { Penalty = 1e-6, Epsilon = 1e-8 };
    private static readonly EmotionTaxonomy Three = EmotionTaxonomy.FromNames("three", "anger", "joy", "neutral");

    [Fact]
    public void Fit_VotesThatAreTheProduct_FindsItsPowers()
    {
        var (first, second) = (Pairs.RandomPredictions(Three, 200, 1, seed: 1), Pairs.RandomPredictions(Three, 200, 1, seed: 2));
        var items = first.Zip(second, (a, b) => new FusionItem(Product((a, 0.7), (b, 0.2)), a, b)).ToArray();
        var profile = FusionFit.Fit(["a", "b"], items, Free);
        profile.Experts[0].Weight.ShouldBe(0.7, 1e-4);
        profile.Experts[1].Weight.ShouldBe(0.2, 1e-4);
        (profile.ItemCount, profile.Epsilon, profile.Biases.Length).ShouldBe((200, 1e-8, 0));
    }

    [Fact]
    public void Fit_ExpertThatSaysTheOpposite_IsLeftOutNotTurnedRound()
    {
        var votes = Pairs.RandomPredictions(Three, 100, 1, seed: 3);
        var items = votes.Select(v => new FusionItem(v, v, Product((v, -1)))).ToArray();
        var profile = FusionFit.Fit(["right", "wrong"], items, Free);
        profile.Experts[0].Weight.ShouldBe(1, 1e-4);
        profile.Experts[1].Weight.ShouldBe(0);
    }

    [Fact]
    public void Fit_TheSameExpertTwice_ShareItsWeight()
    {
        var votes = Pairs.RandomPredictions(Three, 100, 1, seed: 4);
        var items = votes.Select(v => new FusionItem(v, Product((v, 2)), Product((v, 2)))).ToArray();
        foreach (var expert in FusionFit.Fit(["one", "other"], items, Free).Experts) expert.Weight.ShouldBe(0.25, 1e-4);
    }

    [Fact]
    public void Fit_LabelsThatAllExpertsOverrate_BiasesMendIt()
    {
        var votes = Pairs.RandomPredictions(Three, 300, 1, seed: 5);
        var items = votes.Select(v => new FusionItem(v, EmotionDistribution.FromWeights(Three, [v[0] * 3, v[1], v[2]]))).ToArray();
        var profile = FusionFit.Fit(["a"], items, Free with { WithBiases = true });
        profile.Experts[0].Weight.ShouldBe(1, 1e-4);
        (profile.Biases[0] - profile.Biases[1]).ShouldBe(-Math.Log(3), 1e-4);
        (profile.Biases[1] - profile.Biases[2]).ShouldBe(0, 1e-4);
        profile.Biases.Sum().ShouldBe(0, 1e-6);
    }

    [Theory]
    [InlineData(0.01, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public void Fit_GridOfWeights_HasNothingBelow(double penalty, bool missing)
    {
        var items = Noisy(60, seed: 6, missing);
        var options = new FusionFitOptions { Penalty = penalty };
        var profile = FusionFit.Fit(["a", "b"], items, options);
        var found = Value(profile);
        for (var a = 0.0; a <= 2; a += 0.05)
        {
            for (var b = 0.0; b <= 2; b += 0.05) Value(new FusionProfile(Three, new FusionExpert("a", a), new FusionExpert("b", b)) { Epsilon = options.Epsilon }).ShouldBeGreaterThanOrEqualTo(found - 1e-9);
        }

        // Around the optimum, as near as a value can tell.
        foreach (var step in new[] { -1e-3, 1e-3 })
        {
            Value(Moved(step, 0)).ShouldBeGreaterThanOrEqualTo(found);
            Value(Moved(0, step)).ShouldBeGreaterThanOrEqualTo(found);
        }

        FusionProfile Moved(double a, double b) => new(Three, new FusionExpert("a", Math.Max(0, profile.Experts[0].Weight + a)), new FusionExpert("b", Math.Max(0, profile.Experts[1].Weight + b))) { Epsilon = options.Epsilon };

        // The documented formula in the test's own words.
        double Value(FusionProfile p) =>
            items.Sum(i => p.TryFuse([.. i.Predictions], out var fused) ? Divergence(i.Target, fused) : Divergence(i.Target, EmotionDistribution.Uniform(Three)))
            + (penalty / 2 * p.Experts.Sum(e => Math.Pow(e.Weight - 0.5, 2)));
    }

    [Fact]
    public void Fit_ItemsThatNobodyAnswers_AreLeftOut()
    {
        var items = Noisy(40, seed: 7, missing: false);
        var profile = FusionFit.Fit(["a", "b"], [.. items, new FusionItem(items[0].Target, null, null)]);
        profile.ItemCount.ShouldBe(40);
        profile.Experts.ShouldBe(FusionFit.Fit(["a", "b"], items).Experts);
    }

    [Fact]
    public void Fit_AnyItems_WeightsAtLeastZeroAndNoWorseThanTheGeometricMean() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<bool>(), (seed, biases) =>
        {
            var random = new Random(seed);
            var items = Enumerable.Range(0, 1 + random.Next(20)).Select(_ => new FusionItem(
                OneOf(random)!, Enumerable.Range(0, 3).Select(k => random.Next(4) == 0 ? null : OneOf(random)))).ToArray();
            if (items.All(i => i.Predictions.All(p => p is null))) return;
            var options = new FusionFitOptions { Penalty = Math.Pow(10, random.Next(-6, 3)), WithBiases = biases };
            var profile = FusionFit.Fit(["a", "b", "c"], items, options);
            profile.Experts.ShouldAllBe(e => e.Weight >= 0 && double.IsFinite(e.Weight));
            var even = new FusionProfile(Three, profile.Experts.Select(e => new FusionExpert(e.Name, 1 / 3.0)));
            Mean(profile).ShouldBeLessThanOrEqualTo(Mean(even) + 1e-9);
            var other = FusionFit.Fit(["a", "b", "c"], [.. items.Reverse()], options);
            for (var k = 0; k < 3; k++) other.Experts[k].Weight.ShouldBe(profile.Experts[k].Weight, 1e-4 * (1 + profile.Experts[k].Weight));

            double Mean(FusionProfile p) => items.Average(i => p.TryFuse([.. i.Predictions], out var fused) ? Divergence(i.Target, fused) : 0);
        }));

    [Fact]
    public void Fit_FaultyInput_SaysWhichAndWhatToDo()
    {
        var items = Noisy(3, seed: 8, missing: false);
        Should.Throw<ArgumentException>(() => FusionFit.Fit([], [])).Message.ShouldContain("needs an expert");
        Should.Throw<ArgumentException>(() => FusionFit.Fit(["a", "a"], items)).Message.ShouldContain("two experts");
        Should.Throw<ArgumentException>(() => FusionFit.Fit(["a", "b"], [])).Message.ShouldContain("no item");
        Should.Throw<ArgumentException>(() => FusionFit.Fit(["a"], items)).Message.ShouldContain("position 0 has 2 predictions");
        Should.Throw<ArgumentException>(() => FusionFit.Fit(["a", "b"], [items[0], new FusionItem(EmotionDistribution.Uniform(Pairs.Two), null, null)])).Message.ShouldContain("position 1 is over");
        Should.Throw<ArgumentException>(() => FusionFit.Fit(["a", "b"], items, new FusionFitOptions { Penalty = 0, Epsilon = 1 }))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Penalty"), m => m.ShouldContain("Epsilon"));
        Should.Throw<ArgumentException>(() => new FusionItem(items[0].Target, EmotionDistribution.Uniform(Pairs.Two))).Message.ShouldContain("two");
    }

    private static double Divergence(EmotionDistribution votes, EmotionDistribution predicted) => DistributionDivergence.KullbackLeibler(votes.Probabilities, predicted.Probabilities, 1e-15);

    private static EmotionDistribution OneOf(Random random) => random.Next(3) switch
    {
        0 => EmotionDistribution.OneHot(Three, random.Next(3)),
        1 => EmotionDistribution.Uniform(Three),
        _ => EmotionDistribution.FromWeights(Three, [random.NextDouble(), random.NextDouble(), random.NextDouble() + 1e-6]),
    };

    /// <summary>Each expert sees the truth through noise of its own; the second is sometimes missing.</summary>
    private static FusionItem[] Noisy(int count, int seed, bool missing)
    {
        var truth = Pairs.RandomPredictions(Three, count, 1, seed);
        var (a, b) = (Pairs.RandomPredictions(Three, count, 0.7, seed + 100), Pairs.RandomPredictions(Three, count, 1.5, seed + 200));
        return [.. truth.Select((t, i) => new FusionItem(t, Product((t, 1), (a[i], 1)), missing && i % 3 == 0 ? null : Product((t, 1), (b[i], 1))))];
    }

    private static EmotionDistribution Product(params (EmotionDistribution Factor, double Power)[] factors) => EmotionDistribution.FromWeights(
        factors[0].Factor.Taxonomy, [.. Enumerable.Range(0, factors[0].Factor.Taxonomy.Count).Select(n => factors.Aggregate(1.0, (p, f) => p * Math.Pow(f.Factor[n], f.Power)))]);
}
