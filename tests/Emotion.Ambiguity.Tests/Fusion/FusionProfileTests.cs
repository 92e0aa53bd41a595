using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Fusion;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fusion;

public sealed class FusionProfileTests : IDisposable
{
    private const string Minimal =
        """{"formatVersion":1,"taxonomy":{"name":"two","labels":[{"name":"anger"},{"name":"joy"}]},"epsilon":0.001,"experts":[{"name":"text/likelihood","weight":1}]}""";

    private static readonly EmotionTaxonomy Two = EmotionTaxonomy.FromNames("two", "anger", "joy");
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "fusion.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TryFuse_EqualExpertsOfHalfTheWeight_GiveTheExpert() => Fuse([0.5, 0.5], 0.8, 0.8)!["anger"].ShouldBe(0.8, 1e-7);

    [Fact]
    public void TryFuse_WeightOne_IsTheExpertItself() => Fuse([1], 0.8)!["anger"].ShouldBe(0.8, 1e-7);

    [Fact]
    public void TryFuse_WeightZero_DoesNotCount() => Fuse([1, 0], 0.8, 0.001).ShouldBe(Fuse([1, 0], 0.8, 0.9));

    [Fact]
    public void TryFuse_TwoExpertsOfWeightOne_IsTheNormalisedProduct() =>
        Fuse([1, 1], 0.8, 0.4)!["anger"].ShouldBe(0.8 * 0.4 / ((0.8 * 0.4) + (0.2 * 0.6)), 1e-7);

    [Fact]
    public void TryFuse_Missing_IsAsIfItSaidNothing()
    {
        Fuse([1, 2], 0.8, null).ShouldBe(Fuse([1], 0.8));
        Fuse([1, 2], 0.8, 0.5)!["anger"].ShouldBe(0.8, 1e-7);
        Fuse([1, 2], null, null).ShouldBeNull();
        Fuse([1, 0], null, 0.5).ShouldBeNull(); // the one that answers does not count
        Fuse([0, 0], 0.8, null)!["anger"].ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void TryFuse_Zero_CountsAsEpsilon()
    {
        var profile = new FusionProfile(Two, new FusionExpert("a", 1)) { Epsilon = 0.01 };
        profile.TryFuse([EmotionDistribution.OneHot(Two, 0)], out var fused).ShouldBeTrue();
        fused["joy"].ShouldBe(0.01 / 1.02, 1e-12);
    }

    [Fact]
    public void TryFuse_Biases_MultiplyTheOdds()
    {
        var profile = new FusionProfile(Two, new FusionExpert("a", 1)) { Epsilon = 1e-8, Biases = [Math.Log(3), 0] };
        profile.TryFuse([EmotionDistribution.FromWeights(Two, [1, 1])], out var fused).ShouldBeTrue();
        fused["anger"].ShouldBe(0.75, 1e-7);
    }

    [Fact]
    public void TryFuse_AnyExperts_OrderAndLabelsDoNotMatter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var taxonomy = EmotionTaxonomy.CremaD6;
            var experts = Enumerable.Range(0, 1 + random.Next(4)).Select(k => new FusionExpert($"{k}", random.Next(3) * random.NextDouble())).ToArray();
            var predictions = experts.Select(_ => random.Next(5) == 0 ? null : EmotionDistribution.FromWeights(taxonomy, [.. taxonomy.Labels.Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble() + 0.01).Select((w, i) => i == 0 ? w + 0.01 : w)])).ToArray();
            var valid = new FusionProfile(taxonomy, experts).TryFuse(predictions, out var fused);
            new FusionProfile(taxonomy, experts.Reverse()).TryFuse([.. predictions.Reverse()], out var reversed).ShouldBe(valid);
            if (!valid) return;
            fused!.Probabilities.ToArray().Sum().ShouldBe(1, 1e-9);
            reversed!.Probabilities.ToArray().ShouldBe(fused.Probabilities.ToArray(), 1e-9);
            var other = EmotionTaxonomy.Create("reversed", taxonomy.Labels.Reverse());
            EmotionDistribution? Turn(EmotionDistribution? d) => d is null ? null : EmotionDistribution.FromWeights(other, [.. d.Probabilities.ToArray().Reverse()]);
            new FusionProfile(other, experts).TryFuse([.. predictions.Select(Turn)], out var turned).ShouldBeTrue();
            turned!.Probabilities.ToArray().Reverse().ToArray().ShouldBe(fused.Probabilities.ToArray(), 1e-9);
        }));

    [Fact]
    public async Task Save_Load_EverythingComesBackBitForBit()
    {
        var profile = new FusionProfile(EmotionTaxonomy.Ekman7, new FusionExpert("text/likelihood", 1 / 3.0), new FusionExpert("sound/probe", Math.PI))
        {
            Epsilon = 1 / 300.0, Biases = [.. Enumerable.Range(0, 7).Select(i => Math.Sin(i))], Dataset = "CREMA-D", ItemCount = 5,
        };
        profile.Save(FilePath);
        ShouldBeTheSame(FusionProfile.Load(FilePath), profile);
        await profile.SaveAsync(FilePath);
        ShouldBeTheSame(await FusionProfile.LoadAsync(FilePath), profile);
        FusionProfile.Parse(Minimal).Biases.ShouldBeEmpty();
        Directory.GetFiles(_folder).ShouldBe([FilePath]);
    }

    [Theory]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":2", "format version 2")]
    [InlineData("\"formatVersion\":1,", "", "not a fusion profile")]
    [InlineData("\"epsilon\":0.001", "\"epsilon\":0", "Epsilon")]
    [InlineData("\"epsilon\":0.001,", "", "\"epsilon\"")]
    [InlineData("\"weight\":1", "\"weight\":-1", "\"text/likelihood\" must be from 0")]
    [InlineData(",\"weight\":1", "", "\"weight\"")]
    [InlineData("\"name\":\"text/likelihood\"", "\"x\":1", "Expert 1")]
    [InlineData("\"experts\":[", "\"experts\":[null,", "Expert 1")]
    [InlineData("[{\"name\":\"text/likelihood\",\"weight\":1}]", "[]", "needs an expert")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"biases\":[1]", "2 biases")]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":1,\"items\":0", "ItemCount")]
    [InlineData("{\"formatVersion\":1", "[", "line 1")]
    public void Parse_OneThingWrong_NamesIt(string part, string instead, string said) =>
        Should.Throw<FusionFormatException>(() => FusionProfile.Parse(Minimal.Replace(part, instead, StringComparison.Ordinal))).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain(said), m => m.ShouldContain("again"));

    [Fact]
    public void TryFuse_PredictionsThatDoNotFit_Refused()
    {
        var profile = new FusionProfile(Two, new FusionExpert("a", 1));
        Should.Throw<ArgumentException>(() => profile.TryFuse([], out _)).Message.ShouldContain("1 experts, but 0");
        Should.Throw<ArgumentException>(() => profile.TryFuse([EmotionDistribution.Uniform(EmotionTaxonomy.Ekman7)], out _)).Message.ShouldContain("\"a\"");
        Should.Throw<ArgumentOutOfRangeException>(() => new FusionExpert("a", double.NaN));
    }

    private static EmotionDistribution? Fuse(double[] weights, params double?[] anger)
    {
        var profile = new FusionProfile(Two, weights.Select((w, k) => new FusionExpert($"{k}", w))) { Epsilon = 1e-8 };
        profile.TryFuse([.. anger.Select(p => p is { } value ? EmotionDistribution.FromWeights(Two, [value, 1 - value]) : null)], out var fused);
        return fused;
    }

    private static void ShouldBeTheSame(FusionProfile actual, FusionProfile expected)
    {
        actual.Taxonomy.ShouldBe(expected.Taxonomy);
        actual.Experts.ShouldBe(expected.Experts);
        actual.Biases.ShouldBe(expected.Biases);
        (actual.Epsilon, actual.Dataset, actual.ItemCount).ShouldBe((expected.Epsilon, expected.Dataset, expected.ItemCount));
    }
}
