using System.Reflection.PortableExecutable;
using System.Text.Json;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Packages.Tests;

/// <summary>The tool as "dotnet tool install" puts it on a machine.</summary>
[Collection(PackedPackagesDefinition.Name)]
public sealed class ToolTests(PackedPackages packages)
{
    private string Tool => Path.Combine(packages.Root, "tool", OperatingSystem.IsWindows() ? "emotion-ambiguity.exe" : "emotion-ambiguity");

    [Fact]
    public async Task InstalledTool_SampleClip_RecognisesIt()
    {
        await InstallAsync();
        var run = await ProcessRun.RunAsync(Tool, packages.Root, ["recognize", SampleClips.File("1036_ITH_NEU_XX"), "--taxonomy", "CremaD6", "--threads", "1", "--json"], packages.Variables);
        run.ExitCode.ShouldBe(0, run.All);
        using var result = JsonDocument.Parse(run.Lines[0]);
        SampleClips.WrongWords(result.RootElement.GetProperty("text").GetString()!, "I think I have a doctor's appointment.").ShouldBe(0, run.All);
    }

    [Theory]
    [InlineData("emotion-ambiguity.dll")]
    [InlineData("Emotion.Ambiguity.dll")]
    [InlineData("Emotion.Ambiguity.LlamaCpp.dll")]
    public void Package_Assembly_IsCompiledForThisSystem(string assembly)
    {
        using var reader = new PEReader(new MemoryStream(packages.Read("Emotion.Ambiguity.Cli", $"tools/net10.0/{PackedPackages.Rid}/{assembly}")));
        reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size.ShouldBePositive("It holds no compiled code, so every start of the tool compiles it.");
    }

    [Fact]
    public async Task InstalledTool_Info_SaysWhatItComputesOn()
    {
        await InstallAsync();
        var run = await ProcessRun.RunAsync(Tool, packages.Root, ["info"], packages.Variables);
        run.ExitCode.ShouldBe(0, run.All);
        run.Output.ShouldContain("computes on   the processor");
    }

    [Fact]
    public async Task InstalledTool_GpuLayersWithoutGpu_IsAnErrorAndNoSilentRun()
    {
        await InstallAsync();
        var run = await ProcessRun.RunAsync(Tool, packages.Root, ["recognize", "--text", "What a day.", "--gpu-layers", "9"], packages.Variables);
        run.ExitCode.ShouldNotBe(0, run.All);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("GpuLayers is 9, but no GPU was found");
    }

    private async Task InstallAsync()
    {
        if (File.Exists(Tool)) return;
        var install = await ProcessRun.DotnetAsync(
            packages.Root,
            ["tool", "install", "Emotion.Ambiguity.Cli", "--tool-path", Path.GetDirectoryName(Tool)!, "--version", PackedPackages.Version, "--add-source", packages.Feed],
            packages.Variables);
        install.ExitCode.ShouldBe(0, install.All);
    }
}
