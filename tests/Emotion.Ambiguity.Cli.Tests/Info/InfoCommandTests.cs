using System.Text.Json;

namespace Emotion.Ambiguity.Cli.Tests.Info;

public sealed class InfoCommandTests
{
    [Fact]
    public async Task Info_CompleteInstallation_NamesEnginesAndModels()
    {
        var run = await ToolRun.RunAsync("info");
        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("llama.cpp"), o => o.ShouldContain("whisper.cpp"), o => o.ShouldContain("emotion-ambiguity-mini-q5_1.gguf"), o => o.ShouldContain("CPU"));
    }

    [Fact]
    public async Task Info_Json_IsOneObjectWithTheSameFacts()
    {
        var run = await ToolRun.RunAsync("info", "--json");
        run.ExitCode.ShouldBe(0, run.Output);
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        root.GetProperty("llamaCpp").GetProperty("backends").GetArrayLength().ShouldBeGreaterThan(0);
        root.GetProperty("whisperCpp").GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
        root.GetProperty("embeddedModels").GetProperty("files")[0].GetString().ShouldBe("emotion-ambiguity-mini-q5_1.gguf");
        root.GetProperty("downloadedModels").GetProperty("folder").GetString().ShouldNotBeNullOrEmpty();
    }
}
