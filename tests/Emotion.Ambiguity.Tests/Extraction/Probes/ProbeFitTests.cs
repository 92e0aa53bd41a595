using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Extraction.Probes;

public sealed class ProbeFitTests
{
    private static ProbeFitOptions Fixed(double penalty) => new() { Penalties = [penalty] };

    [Fact]
    public void Fit_HugePenalty_IsTheMeanOfTheVotesWhateverIsRead()
    {
        var examples = Examples.Random(Examples.Three, 40, 6, 8, seed: 1);
        var probe = ProbeFit.Fit(examples, Fixed(1e9)).Probe;
        foreach (var example in examples)
        {
            for (var n = 0; n < 3; n++) probe.Predict(example.Features.Span)[n].ShouldBe(examples.Average(e => e.Target[n]), 1e-3); // the bias is held back by 1e-4
        }
    }

    [Fact]
    public void Fit_OneFeatureTwoLabels_TheDerivativesVanish()
    {
        // z is -1 or 1; with logit d of the second label the two conditions are known in closed form.
        ProbeExample At(double x, double joy) => new(new[] { x }, EmotionDistribution.FromWeights(Examples.Two, [1 - joy, joy]));
        const double Penalty = 0.2;
        var probe = ProbeFit.Fit([At(3, 0.1), At(7, 0.8)], Fixed(Penalty)).Probe;
        probe.Means[0].ShouldBe(5, 1e-12);
        probe.Scales[0].ShouldBe(2, 1e-12);
        var (w, b) = (probe.WeightsOf(1)[0], probe.Biases[1]);
        probe.WeightsOf(0)[0].ShouldBe(-w, 1e-6);
        probe.Biases[0].ShouldBe(-b, 1e-6);
        double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
        var (low, high) = (Sigmoid(2 * (b - w)) - 0.1, Sigmoid(2 * (b + w)) - 0.8);
        (((high - low) / 2) + (Penalty * w)).ShouldBe(0, 1e-6);
        (((high + low) / 2) + (1e-4 * b)).ShouldBe(0, 1e-6);
    }

    [Theory]
    [InlineData(30, 50)] // fewer examples than features
    [InlineData(60, 20)]
    public void Fit_AnyOtherWeights_HaveAHigherValueOfTheDocumentedFormula(int count, int width)
    {
        var examples = Examples.Random(Examples.Three, count, width, 10, seed: 2);
        const double Penalty = 0.05;
        var probe = ProbeFit.Fit(examples, Fixed(Penalty)).Probe;
        var weights = Enumerable.Range(0, 3).SelectMany(n => probe.WeightsOf(n).ToArray()).ToArray();
        double[] biases = [.. probe.Biases];
        var lowest = Value(weights, biases);
        var random = new Random(3);
        for (var trial = 0; trial < 40; trial++)
        {
            var step = Math.Pow(10, -1 - (trial % 4));
            Value([.. weights.Select(w => w + (step * (random.NextDouble() - 0.5)))], [.. biases.Select(b => b + (step * (random.NextDouble() - 0.5)))])
                .ShouldBeGreaterThan(lowest);
        }

        // The formula itself, in the test's own words.
        double Value(double[] w, double[] b) =>
            Examples.MeanKullbackLeibler(new LinearProbe(Examples.Three, probe.Means.AsSpan(), probe.Scales.AsSpan(), w, b), examples)
            + (Penalty / 2 * w.Sum(x => x * x)) + (0.00005 * b.Sum(x => x * x));
    }

    [Fact]
    public void Fit_EveryExampleTenTimes_SameProbeByTheOtherDecomposition()
    {
        var few = Examples.Random(Examples.Three, 12, 30, 4, seed: 4);
        var many = Enumerable.Repeat(few, 10).SelectMany(e => e).ToArray();
        var (small, large) = (ProbeFit.Fit(few, Fixed(0.1)).Probe, ProbeFit.Fit(many, Fixed(0.1)).Probe);
        for (var n = 0; n < 3; n++) large.WeightsOf(n).ToArray().ShouldBe(small.WeightsOf(n).ToArray(), 1e-5);
        large.Biases.ToArray().ShouldBe([.. small.Biases], 1e-5);
    }

    [Fact]
    public void Fit_ExamplesInAnotherOrderOrOtherUnits_SamePredictions()
    {
        var examples = Examples.Random(Examples.Three, 40, 8, 8, seed: 5);
        var first = ProbeFit.Fit(examples, Fixed(0.1)).Probe;
        var reversed = ProbeFit.Fit([.. examples.Reverse()], Fixed(0.1)).Probe;
        double[] Convert(ReadOnlyMemory<double> features) => [.. features.ToArray().Select((x, f) => (1000 * x * (f + 1)) - 7)];
        var converted = ProbeFit.Fit([.. examples.Select(e => new ProbeExample(Convert(e.Features), e.Target, e.Group))], Fixed(0.1)).Probe;
        foreach (var example in examples)
        {
            var expected = first.Predict(example.Features.Span).Probabilities.ToArray();
            reversed.Predict(example.Features.Span).Probabilities.ToArray().ShouldBe(expected, 1e-6);
            converted.Predict(Convert(example.Features)).Probabilities.ToArray().ShouldBe(expected, 1e-6);
        }
    }

    [Fact]
    public void Fit_LinearTruth_IsFoundAndHoldsForOthers()
    {
        var all = Examples.Random(Examples.Three, 400, 10, 40, seed: 6, noise: 0);
        var result = ProbeFit.Fit(all[..300]);
        Examples.MeanKullbackLeibler(result.Probe, all[300..]).ShouldBeLessThan(0.01);
        result.TrainingKullbackLeibler.ShouldBe(Examples.MeanKullbackLeibler(result.Probe, all[..300]), 1e-12);
        result.Penalty.ShouldBe(result.PenaltyScores.MinBy(s => s.KullbackLeibler)!.Penalty);
        result.PenaltyScores.Select(s => s.Penalty).ShouldBeInOrder();
    }

    [Fact]
    public void Fit_FeaturesWithoutMeaning_ComesOutAtThePrior()
    {
        var random = new Random(7);
        var votes = Examples.Random(Examples.Three, 120, 3, 12, seed: 7);
        var examples = votes.Select((e, i) => new ProbeExample(Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray(), e.Target, e.Group)).ToArray();
        var prior = EmotionDistribution.FromWeights(Examples.Three, [.. Enumerable.Range(0, 3).Select(n => votes.Average(v => v.Target[n]))]);
        var held = ProbeFit.CrossPredict(examples, new ProbeFitOptions());
        var gain = examples.Select((e, i) => DistributionDivergence.KullbackLeibler(e.Target, prior) - DistributionDivergence.KullbackLeibler(e.Target, held[i])).Average();
        gain.ShouldBeInRange(-0.03, 0.01); // no more to find than the prior, and little lost over it
    }

    [Fact]
    public void CrossPredict_GroupsOwnVotes_DoNotChangeWhatIsPredictedForIt()
    {
        var examples = Examples.Random(Examples.Three, 60, 12, 6, seed: 8);
        var changed = examples.Select(e => e.Group is "speaker 2" ? new ProbeExample(e.Features, EmotionDistribution.OneHot(Examples.Three, 2), e.Group) : e).ToArray();
        var options = new ProbeFitOptions { Folds = 6 };
        var (first, second) = (ProbeFit.CrossPredict(examples, options), ProbeFit.CrossPredict(changed, options));
        var others = 0;
        for (var i = 0; i < examples.Length; i++)
        {
            if (examples[i].Group is "speaker 2") second[i].ShouldBe(first[i]);
            else if (!second[i].Equals(first[i])) others++;
        }

        others.ShouldBe(50);
    }

    [Fact]
    public void CrossPredict_FewerGroupsThanFolds_EachGroupHeldOutOnce()
    {
        var folds = new List<int>();
        var examples = Examples.Random(Examples.Two, 30, 4, 3, seed: 9);
        ProbeFit.CrossPredict(examples, new ProbeFitOptions { Folds = 10 }, new Listener(folds.Add)).Length.ShouldBe(30);
        folds.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Fit_FeatureThatIsSometimesUnknownOrNeverDiffers_DoesNotSpoilTheOthers()
    {
        var examples = Examples.Random(Examples.Two, 80, 3, 8, seed: 10)
            .Select((e, i) => new ProbeExample(new[] { e.Features.Span[0], i % 4 == 0 ? double.NaN : e.Features.Span[1], 1e6, double.NaN, e.Features.Span[2] }, e.Target, e.Group)).ToArray();
        var probe = ProbeFit.Fit(examples).Probe;
        probe.Scales[2].ShouldBe(1);
        probe.WeightsOf(0)[2].ShouldBe(0, 1e-12);
        probe.WeightsOf(1)[3].ShouldBe(0, 1e-12);
        probe.Means[1].ShouldBe(examples.Select(e => e.Features.Span[1]).Where(x => !double.IsNaN(x)).Average(), 1e-12);
        Examples.MeanKullbackLeibler(probe, examples).ShouldBeLessThan(Examples.MeanKullbackLeibler(ProbeFit.Fit(examples, Fixed(1e9)).Probe, examples));
    }

    [Fact]
    public void Fit_LabelWithoutAVote_StaysPossible()
    {
        var examples = Examples.Random(Examples.Two, 20, 2, 5, seed: 11).Select(e => new ProbeExample(e.Features, EmotionDistribution.FromWeights(Examples.Three, [e.Target[0], e.Target[1], 0]), e.Group)).ToArray();
        ProbeFit.Fit(examples).Probe.Predict(examples[0].Features.Span)["neutral"].ShouldBeInRange(1e-5, 5e-3);
    }

    [Fact]
    public void CrossPredict_TwoSpeakers_EachIsPredictedByAProbeOfTheOther()
    {
        var examples = Examples.Random(Examples.Three, 60, 4, 2, seed: 12);
        var predictions = ProbeFit.CrossPredict(examples, new ProbeFitOptions());
        var others = examples.Where(e => e.Group != examples[0].Group).Select(e => new ProbeExample(e.Features, e.Target)).ToArray();

        // Of one speaker the penalty is chosen on other examples of the same one.
        predictions[0].ShouldBe(ProbeFit.Fit(others).Probe.Predict(examples[0].Features.Span));
    }

    [Fact]
    public void Fit_FaultyInput_SaysWhichAndWhatToDo()
    {
        var examples = Examples.Random(Examples.Two, 4, 2, 1, seed: 13);
        Should.Throw<ArgumentException>(() => ProbeFit.Fit([])).Message.ShouldContain("no examples");
        Should.Throw<ArgumentException>(() => ProbeFit.CrossPredict(examples, new ProbeFitOptions())).Message.ShouldContain("other groups (speakers)");
        ProbeFit.Fit(examples, Fixed(1)).PenaltyScores.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => ProbeFit.Fit([examples[0], new(new double[3], examples[0].Target)])).Message.ShouldContain("position 1 has 3 features");
        Should.Throw<ArgumentException>(() => ProbeFit.Fit([examples[0], Examples.Random(Examples.Three, 1, 2, 1, 1)[0]])).Message.ShouldContain("three");
        Should.Throw<ArgumentException>(() => ProbeFit.Fit(examples, new ProbeFitOptions { Penalties = [0], Folds = 1 }))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Penalties"), m => m.ShouldContain("Folds"));
        Should.Throw<ArgumentException>(() => new ProbeExample(new[] { double.PositiveInfinity }, examples[0].Target));
        Should.Throw<OperationCanceledException>(() => ProbeFit.Fit(examples, Fixed(1), new CancellationToken(canceled: true)));
    }

    private sealed class Listener(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
