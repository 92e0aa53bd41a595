using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Samples.Tests;

/// <summary>Runs a sample from the repository's root, as its README says.</summary>
internal static class Sample
{
    public static Task<ProcessRun> RunAsync(string name, params string[] arguments) =>
        ProcessRun.DotnetAsync(RepositoryFiles.Root, [RepositoryFiles.Get("samples", name, "bin", ProcessRun.Configuration, "net10.0", $"{name}.dll"), .. arguments]);

    /// <summary>A number of a sample's output.</summary>
    public static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
