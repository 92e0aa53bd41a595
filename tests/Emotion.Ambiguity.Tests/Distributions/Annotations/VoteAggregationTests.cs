using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;

namespace Emotion.Ambiguity.Tests.Distributions.Annotations;

public sealed class VoteAggregationTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.Paper4;

    // anger 3, sadness 1 (also angry), neutral 1 (of weight 2, also sad and sad again).
    private static readonly EmotionAnnotations Five = EmotionAnnotations.Create(
        "clip1",
        Labels,
        new RaterVote("anger") { RaterId = "r1" },
        new RaterVote("ANGRY"),
        new RaterVote("anger", "anger"),
        new RaterVote("sad", "angry"),
        new RaterVote("neutral", "sadness", "sad") { Weight = 2 });

    [Fact]
    public void PlainVotes_FiveRaters_IsTheWeightedShareOfPrimaryLabels() =>
        ShouldBe(Five.Aggregate(VoteAggregation.PlainVotes), 3.0 / 6, 0, 1.0 / 6, 2.0 / 6);

    [Fact]
    public void PlainVotes_LaplaceSmoothing_AddsOneToEachLabel() =>
        ShouldBe(Five.Aggregate(VoteAggregation.PlainVotes with { Smoothing = 1 }), 4.0 / 10, 1.0 / 10, 2.0 / 10, 3.0 / 10);

    [Fact]
    public void AllInclusive_SecondaryLabels_CountAsVotes() =>
        ShouldBe(Five.Aggregate(VoteAggregation.AllInclusive), 4.0 / 9, 0, 3.0 / 9, 2.0 / 9);

    [Fact]
    public void PrimaryAndSecondary_Weights_AreApplied() =>
        ShouldBe(Five.Aggregate(VoteAggregation.PrimaryAndSecondary(1, 0.5)), 3.5 / 7.5, 0, 2 / 7.5, 2 / 7.5);

    [Fact]
    public void Majority_Plurality_IsOneHot() => ShouldBe(Five.Aggregate(VoteAggregation.Majority(VoteTiePolicy.Fail)), 1, 0, 0, 0);

    [Fact]
    public void Majority_Smoothed_KeepsSomethingForEachLabel() =>
        ShouldBe(Five.Aggregate(VoteAggregation.Majority(VoteTiePolicy.Share) with { Smoothing = 0.5 }), 6.5 / 8, 0.5 / 8, 0.5 / 8, 0.5 / 8);

    [Fact]
    public void Majority_Tie_FollowsThePolicy()
    {
        var tied = EmotionAnnotations.FromLabels("clip2", Labels, "sadness", "happiness", "sadness", "joy", "neutral");

        ShouldBe(tied.Aggregate(VoteAggregation.Majority(VoteTiePolicy.Share)), 0, 0.5, 0.5, 0);
        ShouldBe(tied.Aggregate(VoteAggregation.Majority(VoteTiePolicy.FirstLabel)), 0, 1, 0, 0);
        var error = Should.Throw<ArgumentException>(() => tied.Aggregate(VoteAggregation.Majority(VoteTiePolicy.Fail)));
        error.Message.ShouldContain("clip2");
        error.Message.ShouldContain("happiness, sadness");
    }

    [Fact]
    public void Majority_WeightsThatTieButForRounding_AreATie()
    {
        var tied = EmotionAnnotations.Create(
            "clip3", Labels, new RaterVote("anger") { Weight = 0.1 }, new RaterVote("anger") { Weight = 0.2 }, new RaterVote("sadness") { Weight = 0.3 });

        ShouldBe(tied.Aggregate(VoteAggregation.Majority(VoteTiePolicy.Share)), 0.5, 0, 0.5, 0);
        tied.Aggregate(VoteAggregation.PlainVotes).TopLabels.Count.ShouldBe(2);
    }

    [Fact]
    public void Create_NoVotes_NamesTheItem() =>
        Should.Throw<ArgumentException>(() => EmotionAnnotations.FromLabels("clip4", Labels)).Message.ShouldContain("clip4");

    [Fact]
    public void Create_UnknownLabel_NamesItemAndLabel()
    {
        var error = Should.Throw<ArgumentException>(() => EmotionAnnotations.FromLabels("clip5", Labels, "envy"));

        error.Message.ShouldContain("clip5");
        error.Message.ShouldContain("envy");
        Should.Throw<ArgumentException>(() => EmotionAnnotations.Create("clip5", Labels, new RaterVote("anger", "envy")));
        Should.Throw<ArgumentException>(() => EmotionAnnotations.Create("clip5", Labels, [null!])).Message.ShouldContain("clip5");
    }

    [Fact]
    public void Aggregate_AllRatersOfWeight0_NamesTheItem()
    {
        var annotations = EmotionAnnotations.Create("clip6", Labels, new RaterVote("anger") { Weight = 0 });

        Should.Throw<ArgumentException>(() => annotations.Aggregate(VoteAggregation.PlainVotes with { Smoothing = 1 })).Message.ShouldContain("clip6");
        annotations.VoteCount.ShouldBe(1);
        annotations.ItemId.ShouldBe("clip6");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_OutOfRange_Throw(double value)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RaterVote("anger") { Weight = value });
        Should.Throw<ArgumentOutOfRangeException>(() => VoteAggregation.PlainVotes with { Smoothing = value });
        Should.Throw<ArgumentOutOfRangeException>(() => VoteAggregation.PrimaryAndSecondary(value, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => VoteAggregation.PrimaryAndSecondary(1, value));
        Should.Throw<ArgumentOutOfRangeException>(() => VoteAggregation.PrimaryAndSecondary(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => VoteAggregation.Majority((VoteTiePolicy)9));
    }

    [Fact]
    public void RaterVote_EmptyLabel_Throws()
    {
        Should.Throw<ArgumentException>(() => new RaterVote(" "));
        Should.Throw<ArgumentException>(() => new RaterVote("anger", ""));
    }

    [Fact]
    public void Equals_SameRule_IsEqual()
    {
        VoteAggregation.PrimaryAndSecondary(1, 0.5).ShouldBe(VoteAggregation.PrimaryAndSecondary(1, 0.5));
        VoteAggregation.PlainVotes.ShouldNotBe(VoteAggregation.PlainVotes with { Smoothing = 1 });
    }

    private static void ShouldBe(EmotionDistribution actual, params double[] expected) => actual.Probabilities.ToArray().ShouldBe(expected, 1e-12);
}
