namespace Emotion.Ambiguity.Trials.Tests;

/// <summary>The soak in a class of its own: the other trials run beside it.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Soak_MixedRequestsAndModelsLoadedBesideThem_MemoryAndHandlesAreFlat() =>
        (await Trial.RunAsync("soak", "--minutes", Trial.Minutes(3))).ShouldContain(" 0 wrong");
}
