using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

[Collection(PackedPackagesDefinition.Name)]
public sealed class ConsoleProjectTests(PackedPackages packages)
{
    [Fact]
    public async Task NewProject_WithPackagesAndReadmesExample_RecognisesAClip()
    {
        var folder = packages.NewFolder("console");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), ReadmeExamples.All()[0]);
        await File.WriteAllTextAsync(Path.Combine(folder, "console.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Emotion.Ambiguity.Models.Mini" Version="{PackedPackages.Version}" />
                <PackageReference Include="{PackedPackages.LlamaRuntime}" Version="{PackedPackages.Version}" />
                <PackageReference Include="{PackedPackages.WhisperRuntime}" Version="{PackedPackages.Version}" />
                <PackageReference Include="{PackedPackages.MtmdRuntime}" Version="{PackedPackages.Version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration><packageSources><add key="packed" value="{packages.Feed}" /></packageSources></configuration>
            """);

        var build = await ProcessRun.DotnetAsync(folder, ["build", "--nologo", "-p:UseSharedCompilation=false"], packages.Variables);
        build.ExitCode.ShouldBe(0, build.All);
        var output = Path.Combine(folder, "bin", "Debug", "net10.0");
        File.Exists(Path.Combine(output, "models", "README.md")).ShouldBeTrue();
        var run = await ProcessRun.DotnetAsync(folder, [Path.Combine(output, "console.dll"), SampleClips.File("1037_IOM_HAP_XX")], packages.Variables);
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines.Count.ShouldBe(5, run.All);
        SampleClips.WrongWords(run.Lines[0], "I'm on my way to the meeting.").ShouldBe(0, run.All);
    }
}
