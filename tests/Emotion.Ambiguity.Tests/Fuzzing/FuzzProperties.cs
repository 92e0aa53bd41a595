using Emotion.Ambiguity.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>FsCheck runs as many cases as the other fuzzing, from the same seed; a failure prints the replay.</summary>
internal static class FuzzProperties
{
    /// <param name="share">One case in so many is tried: for properties that are slow.</param>
    public static Config Runs(int share = 1) =>
        Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, Fuzz.Cases / share)).WithReplay((ulong)Fuzz.Seed, 1).WithQuietOnSuccess(true);
}
