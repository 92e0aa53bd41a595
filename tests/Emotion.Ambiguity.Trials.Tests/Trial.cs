using System.Globalization;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Tests;

/// <summary>Runs a trial in a process of its own. EMOTION_AMBIGUITY_TRIAL_MINUTES makes all of them longer.</summary>
internal static class Trial
{
    private static readonly double Longer =
        Environment.GetEnvironmentVariable("EMOTION_AMBIGUITY_TRIAL_MINUTES") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;

    /// <summary>The length of a trial as its argument: this many minutes, or more where somebody wants more.</summary>
    public static string Minutes(double atLeast) => Math.Max(atLeast, Longer).ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs it to its end, which must be 0.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var run = await ProcessRun.DotnetAsync(AppContext.BaseDirectory, ["exec", Path.Combine(AppContext.BaseDirectory, "Emotion.Ambiguity.Trials.dll"), .. arguments], limit: TimeSpan.FromMinutes(15 + Longer));
        run.ExitCode.ShouldBe(0, run.All);
        return run.Output;
    }
}
