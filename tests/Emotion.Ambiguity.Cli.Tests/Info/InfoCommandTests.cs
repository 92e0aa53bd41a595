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
}
