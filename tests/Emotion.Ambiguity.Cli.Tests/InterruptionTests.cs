using System.Text.Json;
using Emotion.Ambiguity.Cli.Tests.Evaluate;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests;

/// <summary>Real signals to a real process: it stops cleanly, says 130, and keeps what was done.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_WhileRecognising_EndsWith130AndWholeLines(string signal)
    {
        if (OperatingSystem.IsWindows()) return; // there is no kill
        using var tool = ToolProcess.Start(["recognize", "--json", "--threads", "1", .. Enumerable.Range(0, 400).SelectMany(i => new[] { "--text", $"This is the sentence number {i}." })]);
        var lines = new List<string> { (await tool.StandardOutput.ReadLineAsync())! };
        await ToolProcess.SendAsync(tool.Id, signal);
        while (await tool.StandardOutput.ReadLineAsync() is { } line) lines.Add(line);
        await tool.WaitForExitAsync();

        tool.ExitCode.ShouldBe(130);
        (await tool.StandardError.ReadToEndAsync()).ShouldContain("Stopped.");
        lines.Count.ShouldBeLessThan(400); // else it was not stopped
        foreach (var line in lines) JsonDocument.Parse(line).Dispose();
    }

    [Fact]
    public async Task Signal_WhileEvaluating_TheSameCommandGoesOnThere()
    {
        if (OperatingSystem.IsWindows()) return;
        string[] command = ["evaluate", "--dataset", _folder.WriteVotes(240), "--extractor", "text,likelihood", "--replicates", "100", "--threads", "1", "--report", _folder.File("r.html")];
        using (var tool = ToolProcess.Start(command))
        {
            while (!tool.HasExited && Predictions() < 2) await Task.Delay(20);
            await ToolProcess.SendAsync(tool.Id, "INT");
            var error = await tool.StandardError.ReadToEndAsync();
            await tool.WaitForExitAsync();
            tool.ExitCode.ShouldBe(130, error);
            error.ShouldContain("goes on there");
        }

        var kept = Predictions();
        kept.ShouldBeInRange(2, 239);
        var rest = await ToolRun.RunAsync(command);
        rest.ExitCode.ShouldBe(0, rest.Error);
        Predictions().ShouldBe(240);
    }

    [Fact]
    public async Task Signal_WhileDownloading_KeepsThePart()
    {
        if (OperatingSystem.IsWindows()) return;
        var content = new byte[200_000];
        await using var server = new ModelServer(content).Then(new ModelServer.Fault(CutAfter: 50_000, Stalls: true));
        string[] command = ["models", "download", "whisper-tiny", "--output", _folder.File("models"), "--mirror", server.Address.AbsoluteUri, "--sha256", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))];
        var part = _folder.File("models", "ggml-tiny.bin.part");
        using (var tool = ToolProcess.Start(command))
        {
            while (!tool.HasExited && !(File.Exists(part) && new FileInfo(part).Length == 50_000)) await Task.Delay(20);
            await ToolProcess.SendAsync(tool.Id, "INT");
            (await tool.StandardError.ReadToEndAsync()).ShouldContain("50.0 kB are kept");
            await tool.WaitForExitAsync();
            tool.ExitCode.ShouldBe(130);
        }

        var rest = await ToolRun.RunAsync(command);
        rest.ExitCode.ShouldBe(0, rest.Error);
        rest.Output.ShouldContain("the first 50.0 kB before");
        server.Requests[^1].Range.ShouldBe("bytes=50000-");
    }

    private int Predictions()
    {
        var folder = _folder.File("r.run");
        if (!Directory.Exists(folder)) return 0;
        return Directory.GetFiles(folder, "*.jsonl").Where(f => !f.EndsWith("transcripts.jsonl", StringComparison.Ordinal)).Sum(f =>
        {
            using var reader = new StreamReader(new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return Math.Max(0, reader.ReadToEnd().Count(c => c == '\n') - 1);
        });
    }
}
