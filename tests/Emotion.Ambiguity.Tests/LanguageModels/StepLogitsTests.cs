using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Tests.LanguageModels;

public sealed class StepLogitsTests
{
    [Fact]
    public void Constructor_TwoArguments_RawAndAllKnown()
    {
        var logits = new StepLogits(new[] { 5, 7 }, new float[] { 1, 2, 3, 4 });
        (logits.Kind, logits.UpperBoundCount, logits.StepCount).ShouldBe((LogitKind.Raw, 0, 2));
    }

    [Fact]
    public void IsUpperBound_Position_IsStepTimesColumns()
    {
        var logits = new StepLogits(new[] { 5, 7 }, new float[] { -1, -2, -3, -4 }, LogitKind.LogProbability, [2, 2]);
        logits.UpperBoundCount.ShouldBe(1);
        logits.IsUpperBound(1, 0).ShouldBeTrue();
        logits.IsUpperBound(0, 0).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Constructor_UpperBoundOutsideTheTable_ArgumentException(int position) =>
        Should.Throw<ArgumentException>(() => new StepLogits(new[] { 5, 7 }, new float[4], LogitKind.LogProbability, [position]));
}
