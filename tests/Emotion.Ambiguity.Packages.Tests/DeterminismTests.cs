using System.Security.Cryptography;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

[Collection(PackedPackagesDefinition.Name)]
public sealed class DeterminismTests(PackedPackages packages)
{
    [Fact]
    public async Task Core_PackedTwiceInTwoFolders_HasTheSameDllBytes()
    {
        var (first, second) = (await PackCopyAsync("copy-1"), await PackCopyAsync("second copy"));
        second.ShouldBe(first);
    }

    /// <summary>Packs a copy of the sources in another folder, and gives the hash of the DLL in the package.</summary>
    private async Task<string> PackCopyAsync(string name)
    {
        var folder = packages.NewFolder(name);
        foreach (var file in Sources())
        {
            var target = Path.Combine(folder, Path.GetRelativePath(RepositoryFiles.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var run = await ProcessRun.DotnetAsync(
            folder,
            ["pack", Path.Combine("src", "Emotion.Ambiguity"), "--configuration", "Release", "--output", Path.Combine(folder, "out"), "--nologo", "-p:TargetFrameworks=net10.0", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false"],
            packages.Variables);
        run.ExitCode.ShouldBe(0, run.All);
        using var zip = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(Path.Combine(folder, "out"), "*.nupkg").Single());
        await using var dll = await zip.GetEntry("lib/net10.0/Emotion.Ambiguity.dll")!.OpenAsync();
        return Convert.ToHexString(await SHA256.HashDataAsync(dll));
    }

    private static IEnumerable<string> Sources()
    {
        string[] single = ["Directory.Build.props", "Directory.Packages.props", "nuget.config", "global.json", ".editorconfig", "README.md", "eng/icon.png", "src/Directory.Build.props"];
        var core = RepositoryFiles.Get("src", "Emotion.Ambiguity");
        var built = new[] { "bin", "obj" }.Select(f => Path.Combine(core, f) + Path.DirectorySeparatorChar).ToArray();
        return single.Select(file => RepositoryFiles.Get(file)).Concat(
            Directory.EnumerateFiles(core, "*", SearchOption.AllDirectories).Where(file => !built.Any(b => file.StartsWith(b, StringComparison.Ordinal))));
    }
}
