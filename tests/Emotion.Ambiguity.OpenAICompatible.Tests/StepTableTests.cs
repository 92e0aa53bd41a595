using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Tokens;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

/// <summary>Bounds worked by hand.</summary>
public sealed class StepTableTests
{
    [Fact]
    public void Create_TokenBeyondTheList_AtMostTheLastOfIt()
    {
        var table = StepTable.Create(new[] { 1, 9 }, [Told(2, (1, 0.4), (2, 0.1))]);
        table.Kind.ShouldBe(LogitKind.LogProbability);
        table.GetStep(0).ToArray().ShouldBe([MathF.Log(0.4f), MathF.Log(0.1f)], 1e-6);
        (table.IsUpperBound(0, 0), table.IsUpperBound(0, 1)).ShouldBe((false, true));
    }

    [Fact]
    public void Create_LittleIsLeftOver_AtMostThat() =>
        StepTable.Create(new[] { 9 }, [Told(2, (1, 0.6), (2, 0.38))]).GetStep(0)[0].ShouldBe(MathF.Log(0.02f), 1e-4f);

    /// <summary>A drawn token is listed though it is not among the likeliest; it bounds nothing but what is left over.</summary>
    [Fact]
    public void Create_ListWithADrawnToken_TheLastOfTheLikeliestCounts() =>
        StepTable.Create(new[] { 9 }, [Told(2, (1, 0.4), (2, 0.2), (3, 0.01))]).GetStep(0)[0].ShouldBe(MathF.Log(0.2f), 1e-6f);

    [Fact]
    public void Create_ListOfNamedTokens_OnlyWhatIsLeftOverBounds() =>
        StepTable.Create(new[] { 9 }, [Told(0, (1, 0.3), (2, 0.1))]).GetStep(0)[0].ShouldBe(MathF.Log(0.6f), 1e-6f);

    [Theory]
    [InlineData(-9999)]
    [InlineData(float.MinValue)]
    public void Create_ProbabilityOfZero_IsABoundAndFinite(double written)
    {
        var table = StepTable.Create(new[] { 1 }, [new StepProbabilities(new Dictionary<int, double> { [1] = written, [2] = 0 }, 2)]);
        table.IsUpperBound(0, 0).ShouldBeTrue();
        table.GetStep(0)[0].ShouldBe((float)Math.Log(float.Epsilon), 1e-3f);
    }

    private static StepProbabilities Told(int likeliest, params (int Token, double Probability)[] told) => new(told.ToDictionary(t => t.Token, t => Math.Log(t.Probability)), likeliest);
}
