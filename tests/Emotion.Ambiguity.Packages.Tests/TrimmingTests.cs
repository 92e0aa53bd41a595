using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

/// <summary>A program that brings its own, trimmed runtime; every warning of the trimmer is an error.</summary>
[Collection(PackedPackagesDefinition.Name)]
public sealed class TrimmingTests(PackedPackages packages)
{
    [Fact]
    public async Task AotSample_PublishedTrimmed_RecognisesWords()
    {
        var folder = packages.NewFolder("trimmed");
        var publish = await ProcessRun.DotnetAsync(
            RepositoryFiles.Root,
            ["publish", "samples/AotRecognition", "--configuration", ProcessRun.Configuration, "--runtime", PackedPackages.Rid, "--self-contained", "--output", folder, "--nologo", "-p:PublishTrimmed=true", "-p:UseSharedCompilation=false"]);
        publish.ExitCode.ShouldBe(0, publish.All);
        new FileInfo(Path.Combine(folder, "System.Private.CoreLib.dll")).Length.ShouldBeLessThan(8_000_000); // the whole one has 15 MB or more

        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "AotRecognition.exe" : "AotRecognition");
        var run = await ProcessRun.RunAsync(program, RepositoryFiles.Root, [], packages.Variables);
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines.Count.ShouldBe(5, run.All);
    }
}
