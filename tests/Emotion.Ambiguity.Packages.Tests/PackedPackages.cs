using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

/// <summary>
/// What this checkout packs, once a run, in a folder outside the repository. NuGet's own folder of packages is a private one there: the machine's
/// stays clean, and no package of an earlier run can be picked up.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    public const string Version = "0.1.0";

    /// <summary>This machine's system as NuGet names it.</summary>
    public static string Rid { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public static string LlamaRuntime => $"Emotion.Ambiguity.LlamaCpp.Runtime.{Rid}";

    public static string WhisperRuntime => $"Emotion.Ambiguity.WhisperCpp.Runtime.{Rid}";

    public static string MtmdRuntime => $"Emotion.Ambiguity.Mtmd.Runtime.{Rid}";

    public string Root { get; } = Directory.CreateTempSubdirectory("emotion-ambiguity-packages-").FullName;

    /// <summary>The folder of .nupkg files.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>The settings under which restores run: a cache of their own, and a culture that every machine has.</summary>
    internal IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(Root, "cache"),
        ["DOTNET_CLI_HOME"] = Path.Combine(Root, "home"),
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    public async Task InitializeAsync()
    {
        var run = await ProcessRun.DotnetAsync(
            RepositoryFiles.Root,
            ["msbuild", "eng/pack.proj", "-nologo", "-verbosity:minimal", $"-p:Configuration={ProcessRun.Configuration}", "-p:NoBuild=true", $"-p:RuntimesOf={Rid}", $"-p:PackageOutputPath={Feed}"]);
        run.ExitCode.ShouldBe(0, run.All);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new folder beside the packages.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    internal string PackageFile(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    /// <summary>The names of a package's files, without those that every zip of this kind has.</summary>
    internal string[] Files(string id, string extension = "nupkg")
    {
        using var zip = ZipFile.OpenRead(PackageFile(id, extension));
        return [.. zip.Entries.Select(e => e.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")];
    }

    internal byte[] Read(string id, string name)
    {
        using var zip = ZipFile.OpenRead(PackageFile(id));
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The metadata of a package, by name without its XML namespace.</summary>
    internal XElement Metadata(string id)
    {
        using var stream = new MemoryStream(Read(id, $"{id}.nuspec"));
        var root = XDocument.Load(stream).Root!;
        foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
        return root.Element("metadata")!;
    }
}

[CollectionDefinition(Name)]
public sealed class PackedPackagesDefinition : ICollectionFixture<PackedPackages>
{
    public const string Name = "packed";
}
