using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition.Streaming;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Recognition.Streaming;

public sealed class RunningDistributionTests
{
    // Rounding of a handful of additions.
    private const double Tolerance = 1e-12;

    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.Paper4;

    private static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(10);

    [Fact]
    public void Add_First_IsItself()
    {
        var running = new RunningDistribution(Taxonomy, HalfLife);
        running.Current.ShouldBeNull();
        running.Add(OneHot(2), TimeSpan.FromMilliseconds(10));
        running.Current.ShouldBe(OneHot(2));
    }

    [Fact]
    public void Add_AfterOneHalfLife_WeighsTwiceAsMuch()
    {
        // Each is half a life long in the sense that 1 - 2^-1 = 1/2 of the weight is its own: 1/2 against 1/4.
        var running = new RunningDistribution(Taxonomy, HalfLife);
        running.Add(OneHot(0), HalfLife);
        running.Add(OneHot(1), HalfLife);
        running.Current![0].ShouldBe(1 / 3.0, Tolerance);
        running.Current[1].ShouldBe(2 / 3.0, Tolerance);
    }

    [Fact]
    public void Add_AnySegments_FollowsTheDocumentedFormula() => Prop.ForAll(
        Gen.Choose(10, 60_000).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (milliseconds, seed) =>
        {
            var random = new Random(seed);
            var segments = milliseconds.Select(ms => (Seconds: ms / 1e3, P: EmotionDistribution.FromWeights(Taxonomy, [random.NextDouble(), random.NextDouble(), random.NextDouble(), 0.1]))).ToArray();
            var running = new RunningDistribution(Taxonomy, HalfLife);
            foreach (var (seconds, p) in segments) running.Add(p, TimeSpan.FromMilliseconds(Math.Round(1e3 * seconds)));

            var weights = segments.Select((s, i) => (1 - Math.Pow(2, -s.Seconds / 10)) * Math.Pow(2, -segments.Skip(i + 1).Sum(later => later.Seconds) / 10)).ToArray();
            for (var n = 0; n < Taxonomy.Count; n++)
                running.Current![n].ShouldBe(segments.Zip(weights, (s, w) => w * s.P[n]).Sum() / weights.Sum(), Tolerance);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Add_SegmentInTwoParts_IsTheSameAsWhole()
    {
        var (whole, parts) = (new RunningDistribution(Taxonomy, HalfLife), new RunningDistribution(Taxonomy, HalfLife));
        whole.Add(OneHot(0), TimeSpan.FromSeconds(3));
        parts.Add(OneHot(0), TimeSpan.FromSeconds(3));
        whole.Add(OneHot(1), TimeSpan.FromSeconds(5));
        parts.Add(OneHot(1), TimeSpan.FromSeconds(1));
        parts.Add(OneHot(1), TimeSpan.FromSeconds(4));
        parts.Current![1].ShouldBe(whole.Current![1], Tolerance);
    }

    private static EmotionDistribution OneHot(int index) => EmotionDistribution.OneHot(Taxonomy, index);
}
