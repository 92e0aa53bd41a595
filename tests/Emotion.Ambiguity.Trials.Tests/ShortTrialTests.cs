namespace Emotion.Ambiguity.Trials.Tests;

/// <summary>Trials in short, each in a process of its own.</summary>
public sealed class ShortTrialTests
{
    [Fact]
    public async Task Callers_ManyWhoseModelsAreSwappedUnderThem_AnswersAreThoseOfAnInputAlone()
    {
        var output = await Trial.RunAsync("callers", "--minutes", Trial.Minutes(0.2), "--callers", "64", "--swaps", "2");
        output.ShouldContain(" 0 wrong; 64 of 64 callers saw the last disposal");
    }

    [Fact]
    public async Task Load_DamagedModelsOfEachKind_NoneEndsTheProcess()
    {
        foreach (var (kind, cases) in new[] { ("gguf", 200), ("whisper", 20), ("projector", 50) })
            (await Trial.RunAsync("load", "--kind", kind, "--cases", $"{cases}")).ShouldContain("0 ended the process");
    }
}
