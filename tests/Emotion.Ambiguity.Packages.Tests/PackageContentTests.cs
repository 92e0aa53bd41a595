using System.Text;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

[Collection(PackedPackagesDefinition.Name)]
public sealed class PackageContentTests(PackedPackages packages)
{
    private static readonly string[] Libraries =
    [
        "Emotion.Ambiguity", "Emotion.Ambiguity.AspNetCore", "Emotion.Ambiguity.Evaluation", "Emotion.Ambiguity.ExtensionsAI", "Emotion.Ambiguity.Isolation",
        "Emotion.Ambiguity.LlamaCpp", "Emotion.Ambiguity.Models.Mini", "Emotion.Ambiguity.OpenAICompatible", "Emotion.Ambiguity.Testing", "Emotion.Ambiguity.WhisperCpp",
    ];

    private static string[] All => [.. Libraries, "Emotion.Ambiguity.Cli", PackedPackages.LlamaRuntime, PackedPackages.WhisperRuntime, PackedPackages.MtmdRuntime];

    public static TheoryData<string> LibraryIds => [.. Libraries];

    public static TheoryData<string> RuntimeIds => [PackedPackages.LlamaRuntime, PackedPackages.WhisperRuntime, PackedPackages.MtmdRuntime];

    public static TheoryData<string> AllIds => [.. All];

    [Fact]
    public void Feed_AfterPacking_HoldsTheseAndNoOthers() =>
        Directory.GetFiles(packages.Feed, "*.nupkg").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)
            .ShouldBe(All.Select(id => $"{id}.{PackedPackages.Version}.nupkg").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(AllIds))]
    public void Package_Any_HasReadmeIconLicenceAndDescription(string id)
    {
        var metadata = packages.Metadata(id);
        metadata.Element("readme")!.Value.ShouldBe("README.md");
        metadata.Element("icon")!.Value.ShouldBe("icon.png");
        metadata.Element("license")!.Attribute("type")!.Value.ShouldBe("expression");
        metadata.Element("license")!.Value.ShouldBe(id.EndsWith(".Cli", StringComparison.Ordinal) || id.EndsWith(".Mini", StringComparison.Ordinal) ? "MIT AND Apache-2.0" : "MIT");
        metadata.Element("description")!.Value.Length.ShouldBeGreaterThan(40);
        packages.Files(id).ShouldContain("README.md");
        packages.Read(id, "icon.png")[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Theory]
    [MemberData(nameof(LibraryIds))]
    public void Library_Any_HasXmlDocsAndSymbolsAndNoNatives(string id)
    {
        var files = packages.Files(id);
        files.ShouldContain($"lib/net10.0/{id}.dll");
        files.ShouldContain($"lib/net10.0/{id}.xml");
        files.ShouldNotContain(name => name.StartsWith("runtimes/", StringComparison.Ordinal) || name.EndsWith(".so", StringComparison.Ordinal) || name.EndsWith(".dylib", StringComparison.Ordinal));
        packages.Files(id, "snupkg").ShouldContain($"lib/net10.0/{id}.pdb");
    }

    [Fact]
    public void Core_ForOlderPrograms_HasNet8Too() => packages.Files("Emotion.Ambiguity").ShouldContain("lib/net8.0/Emotion.Ambiguity.dll");

    [Theory]
    [MemberData(nameof(RuntimeIds))]
    public void Runtime_Any_HoldsNativesOfItsSystemAndTheirLicencesAlone(string id)
    {
        var files = packages.Files(id);
        var natives = files.Where(name => name.StartsWith($"runtimes/{PackedPackages.Rid}/native/", StringComparison.Ordinal)).ToArray();
        natives.ShouldNotBeEmpty();
        var licences = files.Where(name => name.StartsWith("licenses/", StringComparison.Ordinal)).ToArray();
        licences.ShouldContain(id.Contains("WhisperCpp", StringComparison.Ordinal) ? "licenses/LICENSE-whisper.cpp.txt" : "licenses/LICENSE-llama.cpp.txt");
        licences.Contains("licenses/LICENSE-llama.rn.txt").ShouldBe(id.Contains("Mtmd", StringComparison.Ordinal));
        files.Except(natives).Except(licences).Order(StringComparer.Ordinal).ShouldBe([$"{id}.nuspec", "README.md", "icon.png"]);
        packages.Metadata(id).Element("dependencies").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(RuntimeIds))]
    public void Runtime_BuiltHere_NamesNoFolderOfThisMachine(string id)
    {
        foreach (var native in packages.Files(id).Where(name => name.StartsWith("runtimes/", StringComparison.Ordinal)))
            packages.Read(id, native).AsSpan().IndexOf(Encoding.UTF8.GetBytes(RepositoryFiles.Root)).ShouldBe(-1, native);
    }

    [Fact]
    public async Task Runtime_ThatCannotBeMadeHere_FailsWithTheReason()
    {
        var other = PackedPackages.Rid == "win-x64" ? "linux-arm64" : "win-x64";
        var run = await ProcessRun.DotnetAsync(
            RepositoryFiles.Root, ["pack", "src/Emotion.Ambiguity.Runtimes", "--nologo", "--no-restore", $"-p:RuntimePackage=WhisperCpp.Runtime.{other}", "--output", packages.NewFolder("none")]);
        run.ExitCode.ShouldNotBe(0, run.All);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("EAN020"), o => o.ShouldContain("built from source on the system that it is for"));
    }

    [Fact]
    public void Models_ThePackage_HoldsThemWithCardHashesAndLicences()
    {
        var files = packages.Files("Emotion.Ambiguity.Models.Mini");
        foreach (var file in Directory.GetFiles(RepositoryFiles.Get("models"))) files.ShouldContain($"models/{Path.GetFileName(file)}");
        files.ShouldContain("buildTransitive/Emotion.Ambiguity.Models.Mini.targets");
    }

    [Theory]
    [InlineData(
        "Emotion.Ambiguity",
        "MathNet.Numerics 5.0.0, Microsoft.Extensions.Configuration.Abstractions 10.0.14, Microsoft.Extensions.DependencyInjection.Abstractions 10.0.14, "
        + "Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14, Microsoft.Extensions.Hosting.Abstractions 10.0.14, Microsoft.Extensions.Logging.Abstractions 10.0.14, "
        + "Microsoft.Extensions.Options 10.0.14, System.Numerics.Tensors 10.0.14")]
    [InlineData("Emotion.Ambiguity.ExtensionsAI", "Emotion.Ambiguity 0.1.0, Microsoft.Extensions.AI.Abstractions 10.11.0, OpenAI 2.15.0")]
    [InlineData("Emotion.Ambiguity.Isolation", "Emotion.Ambiguity 0.1.0, Microsoft.Extensions.Logging.Abstractions 10.0.14")]
    [InlineData("Emotion.Ambiguity.OpenAICompatible", "Emotion.Ambiguity 0.1.0, Microsoft.Extensions.Logging.Abstractions 10.0.14, Polly.Core 8.9.1")]
    [InlineData("Emotion.Ambiguity.AspNetCore", "Emotion.Ambiguity 0.1.0, Emotion.Ambiguity.Isolation 0.1.0")]
    [InlineData("Emotion.Ambiguity.LlamaCpp", "Emotion.Ambiguity 0.1.0")]
    [InlineData("Emotion.Ambiguity.WhisperCpp", "Emotion.Ambiguity 0.1.0")]
    [InlineData("Emotion.Ambiguity.Testing", "Emotion.Ambiguity 0.1.0")]
    [InlineData("Emotion.Ambiguity.Evaluation", "CsvHelper 33.0.1, Emotion.Ambiguity 0.1.0")]
    [InlineData("Emotion.Ambiguity.Models.Mini", "Emotion.Ambiguity.LlamaCpp 0.1.0, Emotion.Ambiguity.WhisperCpp 0.1.0")]
    public void Library_ItsDependencies_AreThese(string id, string expected)
    {
        foreach (var group in packages.Metadata(id).Element("dependencies")!.Elements("group"))
        {
            var dependencies = group.Elements("dependency").Select(d => $"{d.Attribute("id")!.Value} {d.Attribute("version")!.Value}");
            string.Join(", ", dependencies.Order(StringComparer.Ordinal)).ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(LibraryIds))]
    public void Library_ItsBytes_NameNoFolderOfThisMachine(string id)
    {
        if (ProcessRun.Configuration != "Release") return; // paths are mapped in what ships only, so that a debugger finds the sources of the rest
        var bytes = packages.Read(id, $"lib/net10.0/{id}.dll");
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(RepositoryFiles.Root)).ShouldBe(-1);
    }
}
