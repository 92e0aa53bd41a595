using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Distributions of any numbers: valid by construction, or refused by the one error that says so.</summary>
public sealed class DistributionFuzzTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.Paper4;

    private static readonly ScoreNormalization[] Normalizations =
        [ScoreNormalization.Proportional, ScoreNormalization.Softmax(), ScoreNormalization.Softmax(1e-300), ScoreNormalization.Softmax(1e300), ScoreNormalization.ShiftedProportional(), ScoreNormalization.ShiftedProportional(double.Epsilon)];

    private static Config Runs => FuzzProperties.Runs();

    // Any bits: denormals, infinities, NaN, the largest and the smallest numbers; now and then small whole ones, so that ties and zeros are frequent.
    private static readonly Gen<double> Number = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble),
        ArbMap.Default.GeneratorFor<double>(),
        Gen.Choose(0, 5).Select(n => (double)n),
        Gen.Elements(0, -0.0, 1, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-300));

    [Fact]
    public void FromWeights_AnyNumbers_DistributionOrArgumentException() => ForAll(numbers =>
    {
        var isValid = numbers.All(n => double.IsFinite(n) && n >= 0) && numbers.Any(n => n > 0);
        if (!isValid)
        {
            Should.Throw<ArgumentException>(() => EmotionDistribution.FromWeights(Taxonomy, numbers));
            return;
        }

        var distribution = EmotionDistribution.FromWeights(Taxonomy, numbers);
        ShouldBeValid(distribution);

        // What was largest stays on top.
        (numbers[distribution.TopIndex] >= numbers.Max() * (1 - 1e-11)).ShouldBeTrue();
    });

    [Fact]
    public void FromProbabilities_ProbabilitiesOfADistribution_TheSameBits() => ForAll(numbers =>
    {
        if (!numbers.All(n => double.IsFinite(n) && n >= 0) || numbers.All(n => n == 0)) return;
        var distribution = EmotionDistribution.FromWeights(Taxonomy, numbers);
        EmotionDistribution.FromProbabilities(Taxonomy, distribution.Probabilities).ShouldBe(distribution);
    });

    [Fact]
    public void TryFromScores_AnyNumbersAndFormula_DistributionOrNoneOrArgumentException() => ForAll(numbers =>
    {
        foreach (var normalization in Normalizations)
        {
            if (!numbers.All(double.IsFinite))
            {
                Should.Throw<ArgumentException>(() => EmotionDistribution.TryFromScores(Taxonomy, numbers, normalization, out _));
            }
            else if (EmotionDistribution.TryFromScores(Taxonomy, numbers, normalization, out var distribution))
            {
                ShouldBeValid(distribution);
                distribution[Array.IndexOf(numbers, numbers.Max())].ShouldBe(distribution[distribution.TopIndex], 1e-12);
            }
            else
            {
                normalization.ShouldBe(ScoreNormalization.Proportional);
            }
        }
    });

    private static void ForAll(Action<double[]> holds) => Prop.ForAll(Number.ArrayOf(Taxonomy.Count).ToArbitrary(), holds).Check(Runs);

    private static void ShouldBeValid(EmotionDistribution distribution)
    {
        var sum = 0.0;
        foreach (var p in distribution.Probabilities)
        {
            (p is >= 0 and <= 1).ShouldBeTrue();
            sum += p;
        }

        Math.Abs(sum - 1).ShouldBeLessThan(1e-9);
        (distribution.NormalizedEntropy is >= 0 and <= 1).ShouldBeTrue();
        distribution.TopLabels.ShouldContain(distribution.TopLabel);
    }
}
