using System.Globalization;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Tests;

/// <summary>The trials in short, each in a process of its own; EMOTION_AMBIGUITY_TRIAL_MINUTES makes them longer.</summary>
public sealed class ShortTrialTests
{
    private static readonly double Minutes =
        Environment.GetEnvironmentVariable("EMOTION_AMBIGUITY_TRIAL_MINUTES") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;

    [Fact]
    public async Task Callers_ManyOverOneRecognizerThatIsDisposedInUse_AnswersAreThoseOfAnInputAlone() =>
        (await RunAsync("callers", "--minutes", Number(Math.Max(0.1, Minutes)), "--callers", "64", "--swaps", "2")).ShouldContain("0 answers unlike alone, 128 of 128 callers saw the disposal");

    [Fact]
    public async Task Soak_MixedRequestsAndModelsLoadedBesideThem_MemoryAndHandlesAreFlat() =>
        (await RunAsync("soak", "--minutes", Number(Math.Max(0.5, Minutes)))).ShouldContain("0 wrong");

    [Fact]
    public async Task Load_DamagedModelsOfEachKind_NoneEndsTheProcess()
    {
        foreach (var (kind, cases) in new[] { ("gguf", 200), ("whisper", 20), ("projector", 50) })
            (await RunAsync("load", "--kind", kind, "--cases", $"{cases}")).ShouldContain("0 ended the process");
    }

    private static string Number(double minutes) => minutes.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var run = await ProcessRun.DotnetAsync(AppContext.BaseDirectory, ["exec", Path.Combine(AppContext.BaseDirectory, "Emotion.Ambiguity.Trials.dll"), .. arguments]);
        run.ExitCode.ShouldBe(0, run.All);
        return run.Output;
    }
}
