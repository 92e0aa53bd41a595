using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Metrics;

public sealed class ClassificationTests
{
    [Fact]
    public void From_HandCounted_GivesTheTextbookScores()
    {
        // Label 0: 2 of 3 found, once named wrongly; label 1: 1 of 2; label 2 never occurs.
        var scores = ClassificationScores.From(ConfusionMatrix.FromLabels(3, [0, 0, 0, 1, 1], [0, 0, 1, 1, 0]));

        scores.Count.ShouldBe(5);
        scores.Accuracy!.Value.ShouldBe(0.6, 1e-15);
        scores.MacroF1!.Value.ShouldBe(((2.0 / 3) + 0.5) / 2, 1e-15);
        scores.WeightedF1!.Value.ShouldBe(((3 * 2.0 / 3) + (2 * 0.5)) / 5, 1e-15);
        scores.UnweightedAverageRecall!.Value.ShouldBe(((2.0 / 3) + 0.5) / 2, 1e-15);
    }

    [Fact]
    public void From_LabelOnlyPredicted_CountsForMacroF1ButNotForRecall()
    {
        var scores = ClassificationScores.From(ConfusionMatrix.FromLabels(3, [0, 0], [0, 2]));

        scores.MacroF1!.Value.ShouldBe(2.0 / 3 / 2, 1e-15);
        scores.UnweightedAverageRecall.ShouldBe(0.5);
    }

    [Fact]
    public void From_NothingCounted_IsAbsent()
    {
        var counter = new ConfusionCounter(2);
        counter.Add([0.5, 0.5], [1, 0]);
        var scores = ClassificationScores.From(counter.ToMatrix());

        (scores.Count, scores.LeftOutCount).ShouldBe((0, 1));
        scores.Accuracy.ShouldBeNull();
        scores.MacroF1.ShouldBeNull();
        scores.WeightedF1.ShouldBeNull();
        scores.UnweightedAverageRecall.ShouldBeNull();
    }

    [Theory]
    [InlineData(TargetTiePolicy.LeaveOut, 0, 0, 0)]
    [InlineData(TargetTiePolicy.FirstLabel, 1, 0, 0)]
    [InlineData(TargetTiePolicy.AnyTiedLabel, 0, 1, 0)]
    public void Add_TiedTarget_FollowsThePolicy(TargetTiePolicy policy, long wrong, long right, long other)
    {
        var counter = new ConfusionCounter(3, policy);
        counter.Add([0.1 + 0.2, 0.3, 0.4 - 1e-16 - 0.0], [0.1, 0.8, 0.1]);
        counter.Add([0.5, 0.5, 0], [0.1, 0.8, 0.1]);
        var matrix = counter.ToMatrix();

        matrix[2, 1].ShouldBe(1);
        matrix[0, 1].ShouldBe(wrong);
        matrix[1, 1].ShouldBe(right);
        matrix[0, 0].ShouldBe(other);
        matrix.LeftOutCount.ShouldBe(policy == TargetTiePolicy.LeaveOut ? 1 : 0);
    }

    [Fact]
    public void Add_AnyTiedLabelAndAMiss_CountsForTheFirstTiedLabel()
    {
        var counter = new ConfusionCounter(3, TargetTiePolicy.AnyTiedLabel);
        counter.Add([0.5, 0.5, 0], [0, 0.1, 0.9]);

        counter.ToMatrix()[0, 2].ShouldBe(1);
    }

    [Fact]
    public void Add_TiedOnlyInTheLastBit_IsATie()
    {
        var counter = new ConfusionCounter(3);
        counter.Add([0.1 + 0.2 + 0.05, 0.35, 0.3], [1, 0, 0]);

        counter.ToMatrix().LeftOutCount.ShouldBe(1);
    }

    [Fact]
    public void ConfusionMatrix_WrongInput_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ConfusionMatrix.FromLabels(0, [], []));
        Should.Throw<ArgumentException>(() => ConfusionMatrix.FromLabels(2, [0], []));
        Should.Throw<ArgumentOutOfRangeException>(() => ConfusionMatrix.FromLabels(2, [-1], [0]));
        Should.Throw<ArgumentOutOfRangeException>(() => ConfusionMatrix.FromLabels(2, [0], [2]));
        Should.Throw<ArgumentOutOfRangeException>(() => ConfusionMatrix.FromLabels(2, [0], [1])[2, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => new ConfusionCounter(2, (TargetTiePolicy)7));
        Should.Throw<ArgumentException>(() => new ConfusionCounter(2).Add([1, 0, 0], [1, 0, 0]));
    }

    [Fact]
    public void ToMatrix_ItemsAddedLater_LeaveItAsItIs()
    {
        var counter = new ConfusionCounter(2);
        var matrix = counter.ToMatrix();
        counter.Add([1, 0], [1, 0]);

        matrix.TotalCount.ShouldBe(0);
        counter.ToMatrix().TotalCount.ShouldBe(1);
        counter.ToMatrix().PredictedCount(0).ShouldBe(1);
    }
}
